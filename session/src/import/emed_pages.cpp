#include "import/emed_pages.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "palpate/core/mat_geometry.hpp"

#include "import/frame_period.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

constexpr int kMaxFrontLines = 100;
constexpr std::string_view kForce = "Force";
constexpr std::string_view kBlank = " \t\f";
constexpr double kMsPerSecond = 1000.0;
constexpr double kNewtonPerKpaCm2 = 1.0 / kKpaPerNewtonPerCm2;

template <typename T>
std::optional<T> leadingWhole(std::string_view text)
{
    T value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} ? std::optional{value} : std::nullopt;
}

std::optional<int> wholeNumber(std::string_view text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional{value} : std::nullopt;
}

std::vector<std::string> fieldsOf(std::string_view line)
{
    std::vector<std::string> fields;
    for (;;) {
        const auto end = line.find('\t');
        const auto field = trimmed(line.substr(0, end), kBlank);
        if (!field.empty()) {
            fields.emplace_back(field);
        }
        if (end == std::string_view::npos) {
            return fields;
        }
        line.remove_prefix(end + 1);
    }
}

/// "64x95" -> "64" and "95".
std::pair<std::string_view, std::string_view> splitProduct(std::string_view text)
{
    const auto cross = text.find('x');
    return cross == std::string_view::npos ? std::pair<std::string_view, std::string_view>{}
                                           : std::pair{text.substr(0, cross), text.substr(cross + 1)};
}

/// "0.25 cm2" -> "0.25" and "cm2".
std::pair<std::string_view, std::string_view> splitUnit(std::string_view text)
{
    const auto space = text.find(' ');
    return space == std::string_view::npos
               ? std::pair{text, std::string_view{}}
               : std::pair{text.substr(0, space), trimmed(text.substr(space), kBlank)};
}

std::optional<PrintedNumber> positive(std::string_view text, double scale)
{
    auto number = parsePrinted(text);
    if (!number || number->value <= 0.0) {
        return std::nullopt;
    }
    return PrintedNumber{.value = number->value * scale, .half_unit = number->half_unit * scale};
}

bool namesSummary(std::string_view text)
{
    return text.find("MPP") != std::string_view::npos || text.find("MVP") != std::string_view::npos;
}

}  // namespace

Result<std::optional<EmedPicture>> EmedPages::next()
{
    for (;;) {
        auto front = readFront();
        if (!front) {
            return fail(std::move(front.error()));
        }
        if (!*front) {
            return std::optional<EmedPicture>{};
        }
        if ((*front)->is_summary) {
            if (auto skipped = skipSummary(); !skipped) {
                return fail(std::move(skipped.error()));
            }
            continue;
        }
        const auto header = headerOf(**front);
        if (!header) {
            return fail(header.error());
        }
        EmedPicture picture{.number = *(*front)->number, .line = (*front)->number_line, .header = *header};
        if (auto read = readMatrix(picture); !read) {
            return fail(std::move(read.error()));
        }
        return std::optional{std::move(picture)};
    }
}

/// The next line that is not blank and no form feed.
Result<std::optional<std::string_view>> EmedPages::nextLine()
{
    for (;;) {
        auto line = lines_.next();
        if (!line || !*line || !trimmed(**line, kBlank).empty()) {
            return line;
        }
    }
}

Result<std::optional<EmedPages::Front>> EmedPages::readFront()
{
    Front front;
    for (int count = 0; count < kMaxFrontLines; ++count) {
        const auto line = nextLine();
        if (!line) {
            return fail(line.error());
        }
        if (!*line && count == 0) {
            return std::optional<Front>{};
        }
        if (!*line) {
            return lines_.failFile(
                ErrorCode::Corrupt,
                fmt::format("ends after line {} before the matrix of a page: the file was cut "
                            "there; export it again",
                            lines_.lineNumber()));
        }
        fields_ = fieldsOf(**line);
        if (count == 0 && !fields_.front().starts_with("Page")) {
            return lines_.failLine(ErrorCode::Corrupt, fmt::format("'{}' where a line Page should come",
                                                                   plainName(fields_.front())));
        }
        if (wholeNumber(fields_.front()) && fields_.back() == kForce) {
            return std::optional{front};
        }
        if (auto taken = takeFields(front); !taken) {
            return fail(std::move(taken.error()));
        }
        if (front.is_summary) {
            return std::optional{front};
        }
    }
    return lines_.failLine(
        ErrorCode::Corrupt,
        "no line of column numbers that ends with Force on this page; export the list again");
}

Result<void> EmedPages::takeFields(Front& front)
{
    for (const auto& field : fields_) {
        if (auto taken = takeField(front, field); !taken) {
            return taken;
        }
    }
    return {};
}

Result<void> EmedPages::takeField(Front& front, std::string_view field)
{
    const auto colon = field.find(':');
    const auto name = field.substr(0, colon);
    const auto value =
        colon == std::string_view::npos ? std::string_view{} : trimmed(field.substr(colon + 1), kBlank);
    bool is_good = true;
    if (name == "Matrix") {
        const auto [cols, rows] = splitProduct(value);
        front.cols = wholeNumber(cols);
        front.rows = wholeNumber(rows);
        is_good = front.cols && front.rows && *front.cols > 0 && *front.rows > 0;
    } else if (name == "Sensor area") {
        const auto [number, unit] = splitUnit(value);
        front.area_cm2 = positive(number, 1.0);
        is_good = front.area_cm2 && unit.starts_with("cm");
    } else if (name == "Sensor size") {
        const auto [product, unit] = splitUnit(value);
        const auto [width, height] = splitProduct(product);
        const auto mm = mmPerPrintedUnit(unit);
        front.width_mm = positive(width, mm.value_or(1.0));
        front.height_mm = positive(height, mm.value_or(1.0));
        is_good = mm && front.width_mm && front.height_mm;
    } else if (name == "Time/picture") {
        const auto [number, unit] = splitUnit(value);
        const auto ms = positive(number, 1.0);
        front.ms_per_picture = ms ? std::optional{ms->value} : std::nullopt;
        is_good = ms && ms->value <= kMaxFramePeriodS * kMsPerSecond && unit == "ms";
    } else if (name == "Pict-No.") {
        front.number = leadingWhole<std::uint64_t>(value);
        front.number_line = lines_.lineNumber();
        front.is_summary = namesSummary(value);
        is_good = front.number || front.is_summary;
    } else if (name.starts_with("MPP") || name.starts_with("MVP")) {
        front.is_summary = true;
    } else if (colon != std::string_view::npos) {
        leaveOut(name);
    }
    if (!is_good) {
        return lines_.failLine(
            ErrorCode::Corrupt,
            fmt::format("{} cannot be read here: Matrix 64x95, Sensor area 0.25 cm2, Sensor size "
                        "0.5x0.5 cm, Time/picture 10.0 ms and Pict-No. 1 can",
                        plainName(name)));
    }
    return {};
}

void EmedPages::leaveOut(std::string_view name)
{
    auto plain = plainName(name);
    if (std::find(left_out_.begin(), left_out_.end(), plain) == left_out_.end()) {
        left_out_.push_back(std::move(plain));
    }
}

Result<EmedHeader> EmedPages::headerOf(const Front& front) const
{
    const auto fail_page = [this](std::string_view what) {
        return lines_.failLine(ErrorCode::Corrupt,
                               fmt::format("the page before it {}; export the list again", what));
    };
    if (!front.number) {
        return fail_page("has no Pict-No. and is no MPP or MVP");
    }
    if (!front.rows || !front.width_mm || !front.ms_per_picture) {
        return fail_page("lacks Matrix, Sensor size or Time/picture");
    }
    if (*front.rows > kMaxMatRows || *front.cols > kMaxMatCols) {
        return fail_page(fmt::format("has a Matrix over {}x{}", kMaxMatCols, kMaxMatRows));
    }
    const EmedHeader header{.rows = *front.rows,
                            .cols = *front.cols,
                            .width_mm = *front.width_mm,
                            .height_mm = *front.height_mm,
                            .ms_per_picture = *front.ms_per_picture};
    if (front.area_cm2 && std::abs(front.area_cm2->value - header.area().cm2) >
                              front.area_cm2->half_unit + header.areaRoundingCm2()) {
        return fail_page(
            fmt::format("has a Sensor area of {} cm2 that is not its Sensor size", front.area_cm2->value));
    }
    return header;
}

Result<void> EmedPages::readMatrix(EmedPicture& picture)
{
    if (auto taken = takeColumnNumbers(picture); !taken) {
        return taken;
    }
    column_sums_.assign(static_cast<std::size_t>(picture.cols) + 1, {});
    for (int row = -1;;) {
        if (auto read = readMatrixLine(picture); !read) {
            return read;
        }
        if (fields_.front() == kForce && row >= 0) {
            return checkColumns(picture.header);
        }
        const auto number = wholeNumber(fields_.front());
        const int expected = row < 0 ? number.value_or(0) : row + 1;
        if (!number || *number != expected || expected < 1 || expected > picture.header.rows) {
            return lines_.failLine(
                ErrorCode::Corrupt,
                fmt::format("'{}' is not the next row of a matrix of {} rows, nor Force; export the "
                            "list again",
                            plainName(fields_.front()), picture.header.rows));
        }
        picture.first_row = row < 0 ? expected - 1 : picture.first_row;
        row = expected;
        if (auto taken = takeRow(picture, row); !taken) {
            return taken;
        }
    }
}

/// The fields of the next row of the matrix, or of the forces under it.
Result<void> EmedPages::readMatrixLine(const EmedPicture& picture)
{
    const auto line = nextLine();
    if (!line) {
        return fail(line.error());
    }
    if (!*line || lines_.isLineOpen()) {
        return lines_.failFile(
            ErrorCode::Corrupt,
            fmt::format("ends in the matrix of picture {}, at line {}: the file was cut there; "
                        "export it again",
                        picture.number, lines_.lineNumber()));
    }
    fields_ = fieldsOf(**line);
    if (fields_.size() != column_sums_.size() + 1) {
        return lines_.failLine(ErrorCode::Corrupt,
                               fmt::format("{} of {} fields in a row of picture {}; export the list again",
                                           fields_.size(), column_sums_.size() + 1, picture.number));
    }
    return {};
}

Result<void> EmedPages::takeColumnNumbers(EmedPicture& picture) const
{
    const auto first = wholeNumber(fields_.front());
    picture.cols = static_cast<int>(fields_.size()) - 1;
    bool is_good = first && *first >= 1 && *first - 1 + picture.cols <= picture.header.cols;
    for (int k = 0; is_good && k < picture.cols; ++k) {
        is_good = wholeNumber(fields_[static_cast<std::size_t>(k)]) == *first + k;
    }
    if (!is_good) {
        return lines_.failLine(
            ErrorCode::Corrupt,
            fmt::format("the column numbers do not count up within 1 to {}; export the list again",
                        picture.header.cols));
    }
    picture.first_col = *first - 1;
    return {};
}

Result<void> EmedPages::takeRow(EmedPicture& picture, int row)
{
    Sums sums;
    for (int col = 0; col < picture.cols; ++col) {
        const auto index = static_cast<std::size_t>(col);
        const auto value = parsePrinted(fields_[index + 1]);
        if (!value) {
            return lines_.failLine(ErrorCode::Corrupt,
                                   fmt::format("'{}' in column {} is no number; export the list again",
                                               plainName(fields_[index + 1]), picture.first_col + col + 1));
        }
        sums.add(*value);
        column_sums_[index].add(*value);
        column_sums_.back().add(*value);
        picture.kpa.push_back(value->value);
    }
    return checkForce(picture.header, sums, fields_.back(), fmt::format("row {}", row));
}

Result<void> EmedPages::checkColumns(const EmedHeader& header) const
{
    for (std::size_t k = 0; k < column_sums_.size(); ++k) {
        const auto what = k + 1 == column_sums_.size() ? std::string{"the whole picture"}
                                                       : fmt::format("value {} of this line", k + 1);
        if (auto checked = checkForce(header, column_sums_[k], fields_[k + 1], what); !checked) {
            return checked;
        }
    }
    return {};
}

Result<void> EmedPages::checkForce(const EmedHeader& header, const Sums& sums, std::string_view printed,
                                   std::string_view what) const
{
    constexpr double kRelativeTolerance = 1e-9;
    const auto force = parsePrinted(printed);
    const double force_n = sums.kpa * header.area().cm2 * kNewtonPerKpaCm2;
    const double rounding_n =
        (sums.rounding_kpa * header.area().cm2 + std::abs(sums.kpa) * header.areaRoundingCm2()) *
        kNewtonPerKpaCm2;
    if (!force || std::abs(force->value - force_n) >
                      force->half_unit + rounding_n + kRelativeTolerance * std::abs(force_n)) {
        return lines_.failLine(
            ErrorCode::Corrupt,
            fmt::format("the values of {} in kPa make {:.2f} N, but '{}' is printed: a value is "
                        "damaged or in another unit; export the list again in kPa",
                        what, force_n, plainName(printed)));
    }
    return {};
}

/// Up to the next page, whatever the pages of maxima and means hold.
Result<void> EmedPages::skipSummary()
{
    for (;;) {
        const auto line = nextLine();
        if (!line) {
            return fail(line.error());
        }
        if (!*line) {
            return {};
        }
        if (trimmed(**line, kBlank).starts_with("Page")) {
            lines_.putBack();
            return {};
        }
    }
}

}  // namespace palpate::session
