#include "research/private_fields.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>
#include <utility>

#include "utc_time.hpp"

#include <fmt/format.h>
#include <sodium/randombytes.h>

namespace palpate::session {

namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year;

constexpr std::string_view kWrittenBySomebody = "written by somebody";

bool contains(std::string_view text, std::string_view part)
{
    const auto equal = [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
    };
    return !part.empty() &&
           std::search(text.begin(), text.end(), part.begin(), part.end(), equal) != text.end();
}

template <typename Values, typename Value>
bool isAmong(const Values& values, const Value& wanted)
{
    return std::find(values.begin(), values.end(), wanted) != values.end();
}

/// "palpate 0.1.0" and nothing else.
bool isOwnSoftware(std::string_view text)
{
    constexpr std::string_view kName = "palpate ";
    return text.starts_with(kName) && text.size() > kName.size() &&
           text.find_first_not_of("0123456789.", kName.size()) == std::string_view::npos;
}

bool isStopSymptom(const Event& event)
{
    const auto& symptoms = stopSymptoms();
    return event.kind == EventKind::Stop &&
           std::any_of(symptoms.begin(), symptoms.end(),
                       [&event](const StopSymptom& symptom) { return symptom.id == event.text; });
}

bool isPlainUnit(std::string_view unit)
{
    constexpr std::array<std::string_view, 16> kUnits{
        "", "0-10", "0-100", "deg", "mm", "cm", "m", "s", "kg", "N", "kPa", "%", "bpm", "min", "1/s", "mmHg"};
    return isAmong(kUnits, unit);
}

/// Goes through the fields of one session in order.
class FieldRules final {
  public:
    FieldRules(const SessionTexts& original, const ResearchOptions& options, PseudonymKeys& keys)
        : options_{options}, keys_{keys}, info_{original.header.info}, released_{.texts = original}
    {
        const auto& session = keys_.session(info_.session_id);
        released_.session_label = session.label;
        client_ = &keys_.client(info_.client_code, info_.session_id);
        released_.participant = client_->pseudonym;
    }

    [[nodiscard]] Result<ReleasedTexts> release()
    {
        releaseWho();
        if (auto dates = releaseStart(); !dates) {
            return fail(std::move(dates.error()));
        }
        releaseMat();
        releaseCalibration();
        releaseTechnique();
        releaseSource();
        releaseEvents();
        releaseRegions();
        releaseOutcomes();
        report("frames, times, gaps, counters", FieldFate::Kept, "what was measured");
        return std::move(released_);
    }

  private:
    [[nodiscard]] bool isFull() const { return options_.profile == ResearchProfile::Full; }
    [[nodiscard]] bool isSafeHarbour() const { return options_.profile == ResearchProfile::SafeHarbour; }
    [[nodiscard]] MeasurementInfo& info() { return released_.texts.header.info; }

    void report(std::string field, FieldFate fate, std::string_view why)
    {
        released_.fields.push_back({.field = std::move(field), .fate = fate, .why = std::string{why}});
    }

    /// A name that somebody gave and that may stay unless the profile drops all words, or it holds a code.
    [[nodiscard]] bool mayStay(std::string_view name) const
    {
        return isFull() ||
               (!isSafeHarbour() && !contains(name, info_.client_code) && !contains(name, info_.mat_serial));
    }

    void drop(std::string& text, std::string field, std::string_view why)
    {
        if (text.empty()) {
            return;
        }
        report(std::move(field), FieldFate::Dropped, why);
        text.clear();
    }

    void keep(const std::string& text, std::string field, std::string_view why)
    {
        if (!text.empty()) {
            report(std::move(field), FieldFate::Kept, why);
        }
    }

    void replace(std::string& text, std::string by, std::string field, std::string_view why)
    {
        text = std::move(by);
        report(std::move(field), FieldFate::Changed, why);
    }

    void releaseWho()
    {
        if (isFull()) {
            keep(info().session_id, "session id", "full");
            keep(info().client_code, "client code", "full");
            return;
        }
        replace(info().session_id, keys_.session(info_.session_id).session_id, "session id",
                "a new random one");
        replace(info().client_code, client_->pseudonym, "client code",
                info_.client_code.empty() ? "no code: a random pseudonym for this session alone"
                                          : "a random pseudonym, the same for all sessions of the client");
    }

    /// Days between sessions are what is left of dates in safe-harbour.
    [[nodiscard]] Result<void> releaseStart()
    {
        auto& started_at = info().started_at;
        if (!started_at) {
            return {};
        }
        const auto day = std::chrono::floor<days>(*started_at);
        if (!client_->first_day) {
            client_->first_day = day;
        }
        released_.day = static_cast<int>((day - *client_->first_day).count());
        switch (options_.profile) {
            case ResearchProfile::Full:
            case ResearchProfile::Limited:
                report("start of the session", FieldFate::Kept, "the profile keeps dates");
                return {};
            case ResearchProfile::Shifted:
                return shiftStart(*started_at, day);
            case ResearchProfile::SafeHarbour:
                report("start of the session", FieldFate::Dropped,
                       "a package says the days since the client's first session");
                started_at.reset();
                released_.is_device_clock_relative = true;
                return {};
        }
        return {};
    }

    [[nodiscard]] Result<void> shiftStart(std::chrono::system_clock::time_point& started_at, sys_days day)
    {
        if (client_->shift_days == 0) {
            constexpr auto kEarliest = sys_days{year{1895} / 1 / 1};
            constexpr std::uint32_t kSpreadDays = 15 * 365;
            const auto first = kEarliest + days{randombytes_uniform(kSpreadDays)};
            client_->shift_days = static_cast<int>((*client_->first_day - first).count());
        }
        const days shift{client_->shift_days};
        if (day - shift > sys_days{year{1925} / 12 / 31} || shift.count() < 0) {
            return fail(ErrorCode::InvalidArgument,
                        "its date cannot be moved to 1925 or before by the shift of this client's other "
                        "sessions: pack these sessions with a new key file");
        }
        started_at -= shift;
        released_.is_device_clock_relative = true;
        report("start of the session", FieldFate::Changed,
               "moved to 1925 or before, by the same number of days in all sessions of the client");
        return {};
    }

    void releaseMat()
    {
        if (isFull()) {
            keep(info().mat_serial, "mat serial number", "full");
            keep(info().mat_id, "mat profile", "full");
            keep(info().mat_title, "mat title", "full");
            keep(info().mat_firmware, "mat firmware", "full");
            return;
        }
        if (!info().mat_serial.empty()) {
            replace(info().mat_serial, keys_.mat(info_.mat_serial), "mat serial number",
                    "a random pseudonym, the same for all sessions on the mat");
        }
        releaseName(info().mat_id, "mat", "mat profile",
                    isAmong(options_.known.mat_ids, info_.mat_id) || info_.mat_id == "imported");
        if (isAmong(options_.known.mat_titles, info_.mat_title) || mayStay(info_.mat_title)) {
            keep(info().mat_title, "mat title", "the kind of mat");
        } else {
            drop(info().mat_title, "mat title", kWrittenBySomebody);
        }
        if (mayStay(info_.mat_firmware)) {
            keep(info().mat_firmware, "mat firmware", "the kind of mat");
        } else {
            drop(info().mat_firmware, "mat firmware", "may identify the device");
        }
    }

    /// A name that comes with the program or may stay, else "KIND_n".
    void releaseName(std::string& name, const std::string& kind, std::string field, bool is_known)
    {
        if (name.empty()) {
            return;
        }
        if (is_known || mayStay(name)) {
            report(std::move(field), FieldFate::Kept,
                   is_known ? "comes with the program" : "the profile keeps names");
        } else {
            const auto by = keys_.name(kind, name);
            replace(name, by, std::move(field), kWrittenBySomebody);
        }
    }

    void releaseCalibration()
    {
        auto& calibration = released_.texts.header.calibration;
        report("calibration", FieldFate::Kept, "how counts became kPa");
        if (isFull()) {
            return;
        }
        drop(calibration.source, "source of the calibration", "may name a file or a device");
        if (!calibration.record || calibration.record->made_at.empty()) {
            return;
        }
        if (options_.profile == ResearchProfile::Limited) {
            report("day of the calibration", FieldFate::Kept, "the profile keeps dates");
        } else {
            drop(calibration.record->made_at, "day of the calibration", "a date");
        }
    }

    void releaseTechnique()
    {
        auto& header = released_.texts.header;
        const auto& known = options_.known.techniques;
        const bool is_known_id = std::any_of(known.begin(), known.end(), [this](const Technique& technique) {
            return technique.id == info_.technique;
        });
        releaseName(header.info.technique, "technique", "technique", is_known_id);
        if (!header.coaching) {
            return;
        }
        if (isFull() || isAmong(known, header.coaching->technique)) {
            report("what the coach went by", FieldFate::Kept, isFull() ? "full" : "comes with the program");
        } else {
            header.coaching.reset();
            report("what the coach went by", FieldFate::Dropped, "a technique in somebody's own words");
        }
    }

    void releaseSource()
    {
        if (isFull()) {
            keep(info().source, "source", "full");
            keep(info().software, "software that recorded", "full");
            return;
        }
        constexpr std::array<std::string_view, 3> kKinds{"port", "simulator", "import"};
        const auto kind = info_.source.substr(0, info_.source.find(' '));
        if (!isAmong(kKinds, kind)) {
            drop(info().source, "source", kWrittenBySomebody);
        } else if (kind != info_.source) {
            replace(info().source, kind, "source", "only its kind: ports and files may name somebody");
        } else {
            keep(info().source, "source", "only its kind");
        }
        if (isOwnSoftware(info_.software)) {
            keep(info().software, "software that recorded", "name and version");
        } else {
            drop(info().software, "software that recorded", "not this program's own words");
        }
    }

    void releaseEvents()
    {
        auto& events = released_.texts.ending.events;
        if (events.empty()) {
            return;
        }
        report("events: time, kind, rating, place", FieldFate::Kept, "what was measured");
        std::size_t kept = 0;
        std::size_t dropped = 0;
        for (Event& event : events) {
            if (event.text.empty()) {
                continue;
            }
            const bool stays = isFull() || isStopSymptom(event);
            (stays ? kept : dropped) += 1;
            if (!stays) {
                event.text.clear();
            }
        }
        if (kept > 0) {
            report("events: text", FieldFate::Kept, fmt::format("of {}", kept));
        }
        if (dropped > 0) {
            report("events: text", FieldFate::Dropped, fmt::format("of {}: free text", dropped));
        }
    }

    void releaseRegions()
    {
        for (Region& region : released_.texts.ending.regions) {
            releaseName(region.name, "region", "name of a region", false);
        }
        if (!released_.texts.ending.regions.empty()) {
            report("shapes of regions", FieldFate::Kept, "places on the mat");
        }
    }

    void releaseOutcomes()
    {
        for (Outcome& outcome : released_.texts.ending.outcomes) {
            releaseName(outcome.name, "outcome", "name of an outcome", outcome.name == kPainOutcome);
            if (!isPlainUnit(outcome.unit) && !mayStay(outcome.unit)) {
                drop(outcome.unit, "unit of an outcome", kWrittenBySomebody);
            }
        }
        if (!released_.texts.ending.outcomes.empty()) {
            report("values of outcomes", FieldFate::Kept, "what was measured");
        }
    }

    const ResearchOptions& options_;
    PseudonymKeys& keys_;
    MeasurementInfo info_;
    PseudonymKeys::Client* client_ = nullptr;
    ReleasedTexts released_;
};

}  // namespace

Result<ReleasedTexts> releaseTexts(const SessionTexts& original, const ResearchOptions& options,
                                   PseudonymKeys& keys)
{
    return FieldRules{original, options, keys}.release();
}

}  // namespace palpate::session
