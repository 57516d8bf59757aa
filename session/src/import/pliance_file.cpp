#include "import/pliance_file.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>
#include <utility>

#include "import/frame_period.hpp"
#include "import/frame_reader.hpp"
#include "import/novel_header.hpp"
#include "import/number_line.hpp"
#include "import/printed_value.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

constexpr std::string_view kBlank = " \t\f";
constexpr std::size_t kMaxSensors = 16'384;
constexpr int kMaxFrontLines = 100;
constexpr std::size_t kCorners = 4;
constexpr double kMmPerCm = 10.0;
constexpr double kMaxHz = 1e5;
constexpr double kMm2PerCm2 = 100.0;

/// The lines of the file in their order.
class Parser final {
  public:
    explicit Parser(TextLines& lines) : lines_{lines} {}

    [[nodiscard]] Result<PlianceFile> read()
    {
        auto done = readFront();
        done = done ? readPressures() : done;
        done = done ? readForces() : done;
        done = done ? readPlaces() : done;
        done = done ? makeSensors() : done;
        if (!done) {
            return fail(std::move(done.error()));
        }
        return std::move(file_);
    }

  private:
    /// The next line that is not blank, without blanks at its ends; the file may not end here.
    [[nodiscard]] Result<std::string_view> nextText(std::string_view before)
    {
        auto text = nextTextOrEnd();
        if (!text) {
            return fail(std::move(text.error()));
        }
        if (!*text) {
            return lines_.failFile(ErrorCode::Corrupt,
                                   fmt::format("ends after line {} before {}: the file was cut there; export "
                                               "it again",
                                               lines_.lineNumber(), before));
        }
        return **text;
    }

    [[nodiscard]] Result<std::optional<std::string_view>> nextTextOrEnd()
    {
        for (;;) {
            const auto line = lines_.next();
            if (!line || !*line) {
                return line;
            }
            const auto text = trimmed(**line, kBlank);
            if (!text.empty()) {
                return std::optional{text};
            }
        }
    }

    [[nodiscard]] Result<void> readFront()
    {
        for (int count = 0; count < kMaxFrontLines; ++count) {
            const auto text = nextText("the table of pressures");
            if (!text) {
                return fail(text.error());
            }
            if (text->starts_with("time[secs]")) {
                file_.pressures_line = lines_.lineNumber();
                return takeNumbers(*text, numbers_, "sensor numbers");
            }
            takeFrontLine(*text);
        }
        return lines_.failLine(ErrorCode::Corrupt,
                               "no line time[secs] with the numbers of the sensors; export "
                               "the file again");
    }

    void takeFrontLine(std::string_view text)
    {
        constexpr std::string_view kMat = "mat type";
        constexpr std::string_view kUnit = "pressure values in";
        if (text.starts_with(kMat)) {
            const auto name = trimmed(text.substr(kMat.size()), " \t:");
            file_.model = plainName(name.substr(0, name.find('_')));
        } else if (text.starts_with(kUnit)) {
            const auto name = trimmed(text.substr(kUnit.size()), kBlank);
            file_.unit = printedUnit(name);
            file_.unit_name = plainName(name);
        } else if (text.starts_with("total time")) {
            file_.period_s = numberAfter(text, "time per frame [secs]:", kMaxFramePeriodS);
            file_.rate_hz = numberAfter(text, "scanning rate [Hz]:", kMaxHz);
        } else if (!text.starts_with("electrical")) {
            file_.left_out.push_back(plainName(text.substr(0, text.find(':'))));
            if (text.find("date/time") != std::string_view::npos) {
                file_.left_out.emplace_back("date/time");
            }
        }
    }

    /// Frames are only counted here, and read once the sensors are known.
    [[nodiscard]] Result<void> readPressures()
    {
        for (;;) {
            const auto text = nextText("the places of the sensors");
            if (!text) {
                return fail(text.error());
            }
            if (text->starts_with("MPP") || text->starts_with("MVP")) {
                continue;
            }
            if (text->starts_with("time[secs]") || text->starts_with("sensor")) {
                lines_.putBack();
                return file_.frames > 0 ? Result<void>{}
                                        : lines_.failLine(ErrorCode::Corrupt,
                                                          "no frames before this line; export "
                                                          "the file again");
            }
            if (!parsePrinted(firstWord(*text))) {
                return lines_.failLine(ErrorCode::Corrupt,
                                       fmt::format("'{}' where a frame or the next table should come; export "
                                                   "the file again",
                                                   plainName(*text)));
            }
            if (++file_.frames > kMaxImportFrames) {
                return lines_.failLine(
                    ErrorCode::InvalidArgument,
                    fmt::format("more than {} frames; export it in parts", kMaxImportFrames));
            }
        }
    }

    [[nodiscard]] Result<void> readForces()
    {
        for (;;) {
            const auto text = nextText("the places of the sensors");
            if (!text) {
                return fail(text.error());
            }
            if (text->starts_with("sensor")) {
                lines_.putBack();
                return {};
            }
            if (!file_.forces_line && text->starts_with("time[secs]") &&
                text->find("force[N]") != std::string_view::npos) {
                file_.forces_line = lines_.lineNumber();
            } else if (!file_.forces_line || !parsePrinted(firstWord(*text))) {
                return lines_.failLine(ErrorCode::Corrupt,
                                       fmt::format("'{}' where a force or the places of the sensors should "
                                                   "come; export the file again",
                                                   plainName(*text)));
            }
        }
    }

    [[nodiscard]] Result<void> readPlaces()
    {
        for (;;) {
            const auto text = nextTextOrEnd();
            if (!text) {
                return fail(text.error());
            }
            if (!*text) {
                return {};
            }
            if (auto taken = takePlaceLine(**text); !taken) {
                return taken;
            }
        }
    }

    [[nodiscard]] Result<void> takePlaceLine(std::string_view text)
    {
        const auto label = firstWord(text);
        if (label == "sensor") {
            std::vector<double> numbers;
            auto taken = takeNumbers(text, numbers, "sensor numbers");
            return !taken || numbers == numbers_ ? taken
                                                 : lines_.failLine(ErrorCode::Corrupt,
                                                                   "the sensors are others than those of the "
                                                                   "pressures; export the file again");
        }
        if (label == "corner[cm]") {
            return {};
        }
        if (label == "area") {
            return takePrinted(text, file_.areas_cm2, file_.area_rounding_cm2);
        }
        const bool is_coordinate =
            label.size() == 4 && (label[0] == 'x' || label[0] == 'y') && label[1] == '[' && label[3] == ']';
        if (is_coordinate && label[2] == 'c') {
            std::vector<double> centres;
            return takeNumbers(text, centres, "centres");
        }
        if (!is_coordinate || label[2] < '0' || label[2] > '3') {
            return lines_.failLine(
                ErrorCode::Corrupt,
                fmt::format("'{}' where x[0] to y[3], x[c], y[c] or area should come; export "
                            "the file again",
                            plainName(label)));
        }
        auto& corners = label[0] == 'x' ? x_cm_ : y_cm_;
        double rounding_cm = 0.0;
        auto taken = takePrinted(text, corners.at(static_cast<std::size_t>(label[2] - '0')), rounding_cm);
        file_.corner_rounding_mm = std::max(file_.corner_rounding_mm, rounding_cm * kMmPerCm);
        return taken;
    }

    [[nodiscard]] Result<void> takePrinted(std::string_view text, std::vector<double>& into, double& rounding)
    {
        auto taken = takeNumbers(text, into, "values");
        const auto after = trimmed(text.substr(firstWord(text).size()), kBlank);
        const auto first = parsePrinted(firstWord(after));
        rounding = first ? first->half_unit : 0.0;
        return taken;
    }

    /// The numbers after the first word; as many as there are sensors, once these are known.
    [[nodiscard]] Result<void> takeNumbers(std::string_view text, std::vector<double>& into,
                                           std::string_view what)
    {
        const bool knows_count = !numbers_.empty();
        const auto found = NumberLineParser{NumberLineParser::AbsentMark::None, kMaxSensors}.parse(
            text.substr(firstWord(text).size()), into);
        if (!found.odd_token.empty() || found.numbers == 0 || found.numbers > kMaxSensors ||
            (knows_count && found.numbers != numbers_.size())) {
            return lines_.failLine(
                ErrorCode::Corrupt,
                fmt::format(
                    "{}{} {} after '{}'{}: the file was cut or damaged there; export it again", found.numbers,
                    knows_count ? fmt::format(" of {}", numbers_.size()) : "", what,
                    plainName(firstWord(text)),
                    found.odd_token.empty() ? "" : fmt::format(", and '{}'", plainName(found.odd_token))));
        }
        return {};
    }

    [[nodiscard]] Result<void> makeSensors()
    {
        const auto is_missing = [](const std::vector<double>& values) { return values.empty(); };
        if (std::any_of(x_cm_.begin(), x_cm_.end(), is_missing) ||
            std::any_of(y_cm_.begin(), y_cm_.end(), is_missing) || file_.areas_cm2.empty()) {
            return lines_.failFile(
                ErrorCode::Corrupt,
                fmt::format("ends at line {} without all corners and areas of its sensors: the "
                            "file was cut there; export it again",
                            lines_.lineNumber()));
        }
        file_.sensors.reserve(numbers_.size());
        for (std::size_t k = 0; k < numbers_.size(); ++k) {
            SensorOutline sensor{.number = static_cast<int>(numbers_[k]), .corners = {}};
            sensor.corners.reserve(kCorners);
            for (std::size_t corner = 0; corner < kCorners; ++corner) {
                sensor.corners.push_back(
                    {.x_mm = x_cm_[corner][k] * kMmPerCm, .y_mm = y_cm_[corner][k] * kMmPerCm});
            }
            if (auto good = checkArea(sensor, file_.areas_cm2[k]); !good) {
                return good;
            }
            file_.sensors.push_back(std::move(sensor));
        }
        return {};
    }

    [[nodiscard]] Result<void> checkArea(const SensorOutline& sensor, double printed_cm2) const
    {
        double twice_mm2 = 0.0;
        double perimeter_mm = 0.0;
        for (std::size_t k = 0; k < kCorners; ++k) {
            const auto& a = sensor.corners[k];
            const auto& b = sensor.corners[(k + 1) % kCorners];
            twice_mm2 += a.x_mm * b.y_mm - b.x_mm * a.y_mm;
            perimeter_mm += std::hypot(b.x_mm - a.x_mm, b.y_mm - a.y_mm);
        }
        const double area_cm2 = std::abs(twice_mm2) / 2.0 / kMm2PerCm2;
        const double rounding_cm2 =
            file_.area_rounding_cm2 + file_.corner_rounding_mm * perimeter_mm / kMm2PerCm2;
        if (!(std::abs(area_cm2 - printed_cm2) <= rounding_cm2 + 1e-9)) {
            return lines_.failLine(
                ErrorCode::Corrupt,
                fmt::format("the corners of sensor {} enclose {:.4f} cm2, but its area is {}: "
                            "the table is damaged; export the file again",
                            sensor.number, area_cm2, printed_cm2));
        }
        return {};
    }

    TextLines& lines_;
    PlianceFile file_;
    std::vector<double> numbers_;
    std::array<std::vector<double>, kCorners> x_cm_;
    std::array<std::vector<double>, kCorners> y_cm_;
};

}  // namespace

Result<PlianceFile> readPlianceFile(TextLines& lines)
{
    return Parser{lines}.read();
}

}  // namespace palpate::session
