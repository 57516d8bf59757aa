#include "results_origin.hpp"

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <hdf5.h>

#include "crc32.hpp"
#include "h5_attributes.hpp"
#include "h5_datasets.hpp"
#include "header_json.hpp"
#include "region_points.hpp"

namespace palpate::session {

namespace {

constexpr const char* kSessionKey = "of_session_crc32";
constexpr const char* kSettingsKey = "of_settings_crc32";
constexpr const char* kMethodsKey = "methods";
constexpr const char* kOutdatedKey = "outdated";

/// A checksum of values one after the other; lists and texts with their length, so that none runs into the
/// next.
class Checksum final {
  public:
    template <typename T>
    requires std::is_arithmetic_v<T> || std::is_enum_v<T> Checksum& add(T value)
    {
        crc_ = crc32Of(&value, sizeof value, crc_);
        return *this;
    }
    Checksum& add(std::string_view text)
    {
        add(std::uint64_t{text.size()});
        crc_ = crc32Of(text.data(), text.size(), crc_);
        return *this;
    }
    template <typename T>
    Checksum& add(const std::optional<T>& value)
    {
        add(static_cast<std::uint8_t>(value ? 1 : 0));
        return value ? add(*value) : *this;
    }
    template <typename T>
    Checksum& add(const std::vector<T>& values)
    {
        add(std::uint64_t{values.size()});
        for (const T& value : values) {
            add(value);
        }
        return *this;
    }
    Checksum& add(const MatPoint& place) { return add(place.x_mm).add(place.y_mm); }
    Checksum& add(const FrameStamp& stamp)
    {
        return add(stamp.sequence)
            .add(std::int64_t{stamp.time.count()})
            .add(stamp.device_time_us)
            .add(stamp.quality);
    }
    Checksum& add(const Event& event)
    {
        return add(std::int64_t{event.time.count()})
            .add(event.kind)
            .add(event.nrs)
            .add(event.place)
            .add(std::string_view{event.text});
    }
    Checksum& add(const Gap& gap)
    {
        return add(std::int64_t{gap.from.count()})
            .add(std::int64_t{gap.to.count()})
            .add(gap.missing_frames)
            .add(gap.reason);
    }
    Checksum& add(const Region& region)
    {
        const RegionPoints shape = pointsOf(region.shape);
        return add(std::string_view{region.name}).add(shape.kind).add(shape.points);
    }
    Checksum& add(const CellFault& fault) { return add(fault.cell.row).add(fault.cell.col).add(fault.kind); }

    [[nodiscard]] std::uint32_t value() const { return crc_; }

  private:
    std::uint32_t crc_ = 0;
};

std::uint32_t settingsChecksum(const AnalysisSettings& asked)
{
    const std::optional<double> contact_kpa =
        asked.contact ? std::optional{asked.contact->kpa} : std::nullopt;
    return Checksum{}
        .add(contact_kpa)
        .add(asked.hold.kpa)
        .add(asked.force_floor.n)
        .add(asked.hold_window_min_s)
        .add(asked.hold_window_max_s)
        .add(asked.invalid_cells)
        .add(asked.tool_weight.n)
        .add(asked.drops_first_trial)
        .add(asked.regions)
        .value();
}

Result<void> removeOutdated(hid_t metrics)
{
    if (H5Aexists(metrics, kOutdatedKey) > 0 && H5Adelete(metrics, kOutdatedKey) < 0) {
        return h5::failure(ErrorCode::Io, "metrics cannot be marked");
    }
    return {};
}

}  // namespace

std::uint32_t contentChecksum(const SessionReader& session)
{
    return Checksum{}
        .add(session.frameChecksums())
        .add(session.stamps())
        .add(std::string_view{headerToJson(session.header())})
        .add(session.events())
        .add(session.gaps())
        .add(session.regions())
        .value();
}

ResultsOrigin originOf(const SessionReader& session, const AnalysisSettings& asked, std::string methods)
{
    return {.session = contentChecksum(session),
            .settings = settingsChecksum(asked),
            .methods = std::move(methods)};
}

Result<void> writeOrigin(hid_t metrics, const ResultsOrigin& origin)
{
    h5::AttributeWriter out{metrics};
    out.number(kSessionKey, origin.session)
        .number(kSettingsKey, origin.settings)
        .text(kMethodsKey, origin.methods);
    return out.result();
}

std::optional<ResultsOrigin> readOrigin(hid_t metrics)
{
    const auto session = h5::readNumber<std::uint32_t>(metrics, kSessionKey);
    const auto settings = h5::readNumber<std::uint32_t>(metrics, kSettingsKey);
    const auto methods = h5::readText(metrics, kMethodsKey);
    if (!session || !settings || !methods) {
        return std::nullopt;
    }
    return ResultsOrigin{.session = *session, .settings = *settings, .methods = *methods};
}

Result<void> markOutdated(hid_t file, std::uint32_t before, std::uint32_t after)
{
    const auto metrics = h5::openGroup(file, "metrics");
    if (!metrics) {
        return fail(metrics.error());
    }
    if (!h5::exists(metrics->get(), "frames")) {
        return {};
    }
    const auto origin = readOrigin(metrics->get());
    const bool was_outdated = H5Aexists(metrics->get(), kOutdatedKey) > 0;
    const bool is_outdated = origin ? origin->session != after : was_outdated || before != after;
    if (is_outdated == was_outdated) {
        return {};
    }
    if (!is_outdated) {
        return removeOutdated(metrics->get());
    }
    h5::AttributeWriter out{metrics->get()};
    out.number(kOutdatedKey, std::uint8_t{1});
    return out.result();
}

}  // namespace palpate::session
