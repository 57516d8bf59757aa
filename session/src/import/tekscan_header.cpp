#include "import/tekscan_header.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "import/frame_period.hpp"
#include "import/frame_reader.hpp"
#include "import/printed_value.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

constexpr int kMaxHeaderLines = 1000;
constexpr std::size_t kMaxNameBytes = 32;

/// One header line, cut at spaces and commas; a comma between two digits is a decimal sign.
struct Entry {
    std::string key;
    std::vector<std::string> values;
};

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

Entry splitEntry(std::string_view line)
{
    std::vector<std::string> words;
    std::string word;
    const auto end_word = [&words, &word] {
        if (!word.empty()) {
            words.push_back(std::exchange(word, {}));
        }
    };
    for (std::size_t k = 0; k < line.size(); ++k) {
        const char c = line[k];
        const bool is_decimal_comma =
            c == ',' && k > 0 && k + 1 < line.size() && isDigit(line[k - 1]) && isDigit(line[k + 1]);
        if (c == ' ' || c == '\t' || c == '"' || (c == ',' && !is_decimal_comma)) {
            end_word();
        } else {
            word.push_back(is_decimal_comma ? '.' : c);
        }
    }
    end_word();
    if (words.empty()) {
        return {};
    }
    Entry entry{.key = std::move(words.front())};
    entry.values.assign(std::make_move_iterator(words.begin() + 1), std::make_move_iterator(words.end()));
    return entry;
}

template <typename T>
std::optional<T> numberOf(const Entry& entry)
{
    if (entry.values.empty()) {
        return std::nullopt;
    }
    const auto& text = entry.values.front();
    T value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

std::optional<double> finiteOf(const Entry& entry)
{
    const auto value = numberOf<double>(entry);
    return value && std::isfinite(*value) ? value : std::nullopt;
}

std::optional<double> kpaPerPressureUnit(ImportUnit unit)
{
    switch (unit) {
        case ImportUnit::Kpa:
            return 1.0;
        case ImportUnit::Psi:
            return kKpaPerPsi;
        case ImportUnit::Mmhg:
            return kKpaPerMmhg;
        case ImportUnit::NewtonPerCm2:
            return kKpaPerNewtonPerCm2;
        case ImportUnit::Newton:
        case ImportUnit::Counts:
            return std::nullopt;
    }
    return std::nullopt;
}

/// What is wrong with an entry; empty when it is good.
using Problem = std::optional<std::string>;
using TakeEntry = Problem (*)(TekscanHeader&, const Entry&);

Problem takeCount(std::optional<int>& into, const Entry& entry)
{
    into = numberOf<int>(entry);
    return into && *into > 0 ? Problem{} : Problem{"needs a whole number above 0"};
}

Problem takeFrameNumber(std::optional<std::uint64_t>& into, const Entry& entry)
{
    into = numberOf<std::uint64_t>(entry);
    return into ? Problem{} : Problem{"needs a frame number"};
}

Problem takeSpacing(std::optional<Length>& into, const Entry& entry)
{
    const auto value = finiteOf(entry);
    const auto mm_per_unit =
        entry.values.size() > 1 ? mmPerPrintedUnit(entry.values[1]) : std::optional<double>{};
    if (!value || *value <= 0.0 || !mm_per_unit) {
        return "needs a length above 0 in mm, centimeters or inches";
    }
    into = Length{*value * *mm_per_unit};
    return std::nullopt;
}

Problem takeUnits(TekscanHeader& header, const Entry& entry)
{
    const auto name = entry.values.empty() ? std::string{} : entry.values.front();
    header.unit = printedUnit(name);
    header.unit_name = name.substr(0, kMaxNameBytes);
    return header.unit ? Problem{} : Problem{"is not known: export in KPa, PSI, mmHg, N/cm2 or raw"};
}

Problem takeSaturation(TekscanHeader& header, const Entry& entry)
{
    const auto value = finiteOf(entry);
    const auto unit = entry.values.size() > 1 ? printedUnit(entry.values[1]) : std::nullopt;
    const auto kpa = unit ? kpaPerPressureUnit(*unit) : std::nullopt;
    if (!value || *value <= 0.0 || !kpa) {
        return "needs a pressure above 0 with its unit (KPa, PSI, mmHg or N/cm2)";
    }
    header.saturation = Pressure{*value * *kpa};
    return std::nullopt;
}

Problem takeSecondsPerFrame(TekscanHeader& header, const Entry& entry)
{
    header.seconds_per_frame = finiteOf(entry);
    return header.seconds_per_frame && *header.seconds_per_frame > 0.0 &&
                   *header.seconds_per_frame <= kMaxFramePeriodS
               ? Problem{}
               : Problem{fmt::format("needs a number of seconds above 0, up to {}", kMaxFramePeriodS)};
}

/// Both say that the numbers are not yet in the unit named, in a way that no public text explains.
Problem refuseScaling(TekscanHeader& /*header*/, const Entry& entry)
{
    const bool changes_nothing =
        entry.key == "SCALE_FACTOR" ? finiteOf(entry) == 1.0 : finiteOf(entry) == 0.0;
    return changes_nothing ? Problem{}
                           : Problem{"is not supported: export calibrated pressure or raw values unscaled"};
}

Problem takeMicrosecond(TekscanHeader& header, const Entry& entry)
{
    header.is_time_unit_unsure = finiteOf(entry) != 0.0;
    return std::nullopt;
}

struct KnownEntry {
    std::string_view key;
    TakeEntry take;
};

using Header = TekscanHeader;
constexpr std::array kTaken{
    KnownEntry{"ROWS", [](Header& h, const Entry& e) { return takeCount(h.rows, e); }},
    KnownEntry{"COLS", [](Header& h, const Entry& e) { return takeCount(h.cols, e); }},
    KnownEntry{"ROW_SPACING", [](Header& h, const Entry& e) { return takeSpacing(h.row_spacing, e); }},
    KnownEntry{"COL_SPACING", [](Header& h, const Entry& e) { return takeSpacing(h.col_spacing, e); }},
    KnownEntry{"SECONDS_PER_FRAME", takeSecondsPerFrame},
    KnownEntry{"MICRO_SECOND", takeMicrosecond},
    KnownEntry{"UNITS", takeUnits},
    KnownEntry{"SCALE_FACTOR", refuseScaling},
    KnownEntry{"EXPONENT", refuseScaling},
    KnownEntry{"SATURATION_PRESSURE", takeSaturation},
    KnownEntry{"START_FRAME", [](Header& h, const Entry& e) { return takeFrameNumber(h.start_frame, e); }},
    KnownEntry{"END_FRAME", [](Header& h, const Entry& e) { return takeFrameNumber(h.end_frame, e); }},
    KnownEntry{"NOISE_THRESHOLD",
               [](Header& h, const Entry& e) {
                   h.noise_threshold = e.values.empty() ? std::string{} : plainName(e.values.front());
                   return Problem{};
               }},
    KnownEntry{"SENSOR_TYPE",
               [](Header& h, const Entry& e) {
                   h.sensor_type = e.values.empty() ? std::string{} : plainName(e.values.front());
                   return Problem{};
               }},
};

/// Technical entries that say nothing about a person and that a session has no use for.
constexpr std::array<std::string_view, 14> kPassedOver{
    "DATA_TYPE",    "VERSION",     "HARDWARE",           "MAP_VERSION",      "HW_TYPE",
    "VersaPogoFsx", "SENSEL_AREA", "SENSITIVITY",        "MAP_INDEX",        "SUBMAP",
    "MIRROR_ROW",   "MIRROR_COL",  "CALIBRATION_POINT_", "CALIBRATION_MODE_"};

bool isPassedOver(std::string_view key)
{
    return std::any_of(kPassedOver.begin(), kPassedOver.end(), [key](std::string_view known) {
        return known.ends_with('_') ? key.starts_with(known) : key == known;
    });
}

const KnownEntry* findTaken(std::string_view key)
{
    const auto* const found = std::find_if(kTaken.begin(), kTaken.end(),
                                           [key](const KnownEntry& known) { return known.key == key; });
    return found == kTaken.end() ? nullptr : found;
}

class HeaderParser final {
  public:
    explicit HeaderParser(TextLines& lines) : lines_{lines} {}

    /// True after the line ASCII_DATA.
    [[nodiscard]] Result<bool> take(std::string_view line)
    {
        const auto entry = splitEntry(line);
        if (entry.key.empty()) {
            return false;
        }
        if (entry.key == "ASCII_DATA") {
            return true;
        }
        if (const auto* known = findTaken(entry.key)) {
            in_comments_ = false;
            if (std::find(seen_.begin(), seen_.end(), entry.key) != seen_.end()) {
                return lines_.failLine(
                    ErrorCode::Corrupt,
                    fmt::format("a second {}: one sensor per file can be read", entry.key));
            }
            seen_.push_back(entry.key);
            if (const auto problem = known->take(header_, entry)) {
                return lines_.failLine(ErrorCode::Corrupt, fmt::format("{} {}", entry.key, *problem));
            }
            return false;
        }
        if (isPassedOver(entry.key)) {
            in_comments_ = false;
            return false;
        }
        leaveOut(entry);
        return false;
    }

    [[nodiscard]] TekscanHeader finish() { return std::move(header_); }

  private:
    /// The text of COMMENTS stands on the lines after it, in any words.
    void leaveOut(const Entry& entry)
    {
        const bool starts_comments = entry.key == "COMMENTS" || entry.key == "COMMENTS:";
        if (starts_comments && entry.values.empty()) {
            in_comments_ = true;
            return;
        }
        const bool is_named =
            entry.key == "FILENAME" || entry.key == "TIME" || entry.key == "CALIBRATION_INFO";
        if (starts_comments || (in_comments_ && !is_named)) {
            in_comments_ = true;
            addLeftOut("COMMENTS");
        } else if (!entry.values.empty()) {
            addLeftOut(plainName(entry.key));
        }
    }

    void addLeftOut(std::string name)
    {
        auto& names = header_.left_out;
        if (std::find(names.begin(), names.end(), name) == names.end()) {
            names.push_back(std::move(name));
        }
    }

    TextLines& lines_;
    TekscanHeader header_;
    std::vector<std::string> seen_;
    bool in_comments_ = false;
};

Result<void> checkFrameRange(const TextLines& lines, const TekscanHeader& header)
{
    if (header.start_frame && header.end_frame &&
        (*header.end_frame < *header.start_frame ||
         *header.end_frame - *header.start_frame >= kMaxImportFrames)) {
        return lines.failFile(ErrorCode::Corrupt,
                              fmt::format("START_FRAME {} and END_FRAME {}: 1 to {} frames can be read",
                                          *header.start_frame, *header.end_frame, kMaxImportFrames));
    }
    return {};
}

}  // namespace

std::optional<std::uint64_t> TekscanHeader::frameCount() const
{
    return start_frame && end_frame ? std::optional{*end_frame - *start_frame + 1} : std::nullopt;
}

Result<TekscanHeader> readTekscanHeader(TextLines& lines)
{
    HeaderParser parser{lines};
    for (int count = 0; count < kMaxHeaderLines; ++count) {
        auto line = lines.next();
        if (!line) {
            return fail(std::move(line.error()));
        }
        if (!*line) {
            return lines.failFile(
                ErrorCode::Corrupt,
                fmt::format("ends after line {} without a line ASCII_DATA: the file was cut "
                            "there; export it again",
                            lines.lineNumber()));
        }
        auto is_done = parser.take(**line);
        if (!is_done) {
            return fail(std::move(is_done.error()));
        }
        if (*is_done) {
            auto header = parser.finish();
            if (auto checked = checkFrameRange(lines, header); !checked) {
                return fail(std::move(checked.error()));
            }
            return header;
        }
    }
    return lines.failFile(
        ErrorCode::Corrupt,
        fmt::format("no line ASCII_DATA in the first {} lines: this is no Tekscan ASCII export",
                    kMaxHeaderLines));
}

}  // namespace palpate::session
