#include "import/open_frame_reader.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "import/emed_reader.hpp"
#include "import/footscan_frames.hpp"
#include "import/footscan_reader.hpp"
#include "import/import_options.hpp"
#include "import/jq_log_reader.hpp"
#include "import/json_reader.hpp"
#include "import/matrix_text_reader.hpp"
#include "import/matrix_text_tag.hpp"
#include "import/named_tables.hpp"
#include "import/number_line.hpp"
#include "import/pedar_reader.hpp"
#include "import/pliance_reader.hpp"
#include "import/printed_value.hpp"
#include "import/tekscan_reader.hpp"
#include "import/touch_h5_reader.hpp"
#include "import/xsensor_reader.hpp"
#include "import/zebris_reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace palpate::session {

namespace {

struct Format {
    std::string_view name;
    std::string_view what;
    Result<std::unique_ptr<FrameReader>> (*open)(TextLines lines, const ImportOptions& options);
};

Result<std::unique_ptr<FrameReader>> openMatrixText(TextLines lines, const ImportOptions& options)
{
    return MatrixTextReader::open(std::move(lines), options);
}

constexpr Format kMatrixText{"matrix-text", "lines of numbers", openMatrixText};
constexpr Format kTekscan{"tekscan-ascii", "Tekscan ASCII export", TekscanReader::open};
constexpr Format kXsensor{"xsensor-csv", "XSENSOR CSV export", XsensorReader::open};
constexpr Format kEmed{"novel-emed", "novel emed list", EmedReader::open};
constexpr Format kPedar{"novel-pedar", "novel pedar text", PedarReader::open};
constexpr Format kPliance{"novel-pliance", "novel pliance text", PlianceReader::open};
constexpr Format kFootscan{"footscan-text", "RSscan footscan text", FootscanReader::open};
constexpr Format kZebris{"zebris-text", "zebris text", ZebrisReader::open};
constexpr Format kJqLog{"jq-log", "log of a JQ cushion", JqLogReader::open};
constexpr Format kSensingMatCsv{"sensing-mat-csv", "Sensing Mat CSV", openSensingMatCsv};
constexpr Format kMatSenseCsv{"matsense-csv", "MatSense CSV", openMatSenseCsv};
constexpr std::array kFormats{kMatrixText, kTekscan, kXsensor, kEmed,          kPedar,      kPliance,
                              kFootscan,   kZebris,  kJqLog,   kSensingMatCsv, kMatSenseCsv};
/// Told by their first bytes, never from lines of text.
constexpr std::array kNotText{std::string_view{"tactilus-json"}, std::string_view{"sensing-mat-json"},
                              TouchH5Reader::kFormat};

/// "matrix-text (lines of numbers), ... or zebris-text (zebris text)".
std::string formatNames(bool with_meaning)
{
    std::string names;
    for (const auto& format : kFormats) {
        const bool is_last = format.name == kFormats.back().name;
        names += names.empty() ? "" : is_last ? " or " : ", ";
        names += with_meaning ? fmt::format("{} ({})", format.name, format.what) : std::string{format.name};
    }
    return names;
}

/// "File:,..." or "Units:,...", where novel has "File: ..." after a line "Page 1".
bool isXsensorLine(std::string_view text)
{
    for (const std::string_view word : {"File:", "Units:"}) {
        if (text.starts_with(word) && text.size() > word.size()) {
            return std::string_view{",;\t"}.find(text[word.size()]) != std::string_view::npos;
        }
    }
    return false;
}

bool isMatrixLine(std::string_view line)
{
    const auto tag = readMatrixTextTag(line);
    if (tag.kind == MatrixTextTag::Kind::FrameStart) {
        return true;
    }
    std::vector<double> ignored;
    return NumberLineParser{NumberLineParser::AbsentMark::None, 0}.parse(tag.rest, ignored).isNumbers();
}

/// The first line of an entry that the files of one maker share; the next one says which they are.
Result<Format> recogniseNovel(TextLines& lines)
{
    const auto line = lines.next();
    if (!line) {
        return fail(line.error());
    }
    const auto text = *line ? trimmed(**line, " \t") : std::string_view{};
    if (text.starts_with("mat type") || text.starts_with("sensor type")) {
        lines.putBack();
        return text.starts_with("mat type") ? kPliance : kPedar;
    }
    return lines.failFile(
        ErrorCode::InvalidArgument,
        fmt::format(
            "begins like a file of novel, but its second line names neither mat type nor sensor type; give "
            "--format with {}",
            formatNames(true)));
}

/// `text` is the line without what stands around it.
std::optional<Format> formatOfLine(std::string_view line, std::string_view text)
{
    if (text.starts_with("DATA_TYPE")) {
        return kTekscan;
    }
    if (isXsensorLine(text)) {
        return kXsensor;
    }
    if (text.starts_with("Page ")) {
        return kEmed;
    }
    if (text.starts_with("Timestamp,(0-0)")) {
        return kSensingMatCsv;
    }
    if (JqLogReader::beginsLikeThis(text)) {
        return kJqLog;
    }
    if (text.starts_with("Person\t") || text.starts_with("Platform {")) {
        return kZebris;
    }
    if (readFootscanFrameLine(text)) {
        return kFootscan;
    }
    return isMatrixLine(line) ? std::optional<Format>{kMatrixText} : std::nullopt;
}

/// Leaves the first line that is not blank for the reader.
Result<Format> recogniseFormat(TextLines& lines)
{
    for (;;) {
        auto line = lines.next();
        if (!line) {
            return fail(std::move(line.error()));
        }
        if (!*line) {
            return lines.failFile(ErrorCode::Corrupt, "is empty; export it again");
        }
        const auto text = trimmed(**line, " \t\f,;\"");
        if (text.empty()) {
            continue;
        }
        if (text.starts_with("file name:")) {
            return recogniseNovel(lines);
        }
        lines.putBack();
        if (const auto format = formatOfLine(**line, text)) {
            return *format;
        }
        if (text.starts_with('#')) {
            return lines.failLine(ErrorCode::InvalidArgument,
                                  "begins with a comment; name the format with --format (see palpate import "
                                  "--help)");
        }
        return lines.failLine(
            ErrorCode::InvalidArgument,
            fmt::format("no format that is known begins like this; give --format {}", formatNames(true)));
    }
}

Result<Format> formatOf(TextLines& lines, const ImportOptions& options)
{
    if (!options.format) {
        return recogniseFormat(lines);
    }
    for (const auto& format : kFormats) {
        if (*options.format == format.name) {
            return format;
        }
    }
    if (std::find(kNotText.begin(), kNotText.end(), *options.format) != kNotText.end()) {
        return lines.failFile(ErrorCode::InvalidArgument,
                              fmt::format("is no {}; leave --format out or name another", *options.format));
    }
    return fail(ErrorCode::InvalidArgument, fmt::format("--format {}: use {}, {}", *options.format,
                                                        formatNames(false), fmt::join(kNotText, ", ")));
}

/// No text format begins with a brace or bracket.
bool beginsLikeJson(std::string_view text)
{
    text.remove_prefix(text.starts_with("\xEF\xBB\xBF") ? 3U : 0U);
    text = trimmed(text, " \t\r\n");
    return text.starts_with('{') || text.starts_with('[');
}

/// --time-column and what belongs to it is of matrix text only.
Result<void> checkHasNoColumns(std::string_view file, std::string_view format, const ImportOptions& options)
{
    const std::array given{std::pair{options.time_column.has_value(), "--time-column"},
                           std::pair{options.time_unit.has_value(), "--time-unit"},
                           std::pair{options.first_cell.has_value(), "--first-cell"}};
    for (const auto& [is_given, option] : given) {
        if (is_given) {
            return fail(ErrorCode::InvalidArgument,
                        fmt::format("{}: is {}; leave {} out", file, format, option));
        }
    }
    return {};
}

/// JSON and HDF5 have one sensor and no columns.
Result<void> checkHasNoTableOptions(std::string_view file, std::string_view format,
                                    const ImportOptions& options)
{
    if (options.sensor) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("{}: is {}, which has one sensor; leave --sensor out", file, format));
    }
    if (options.layout) {
        return fail(
            ErrorCode::InvalidArgument,
            fmt::format("{}: is {}, which needs no layout of sensors; leave --layout out", file, format));
    }
    return checkHasNoColumns(file, format, options);
}

/// The format, with all options in range and none that it cannot use.
Result<Format> checkedFormat(TextLines& lines, const ImportOptions& options)
{
    if (auto checked = checkImportOptions(options); !checked) {
        return fail(std::move(checked.error()));
    }
    const auto format = formatOf(lines, options);
    if (!format) {
        return fail(format.error());
    }
    const bool has_sensors = format->name == kXsensor.name || format->name == kPedar.name;
    if (options.sensor && !has_sensors) {
        return lines.failFile(ErrorCode::InvalidArgument,
                              fmt::format("is {}, which has one sensor; leave --sensor out", format->name));
    }
    if (format->name != kMatrixText.name) {
        if (auto fits = checkHasNoColumns(lines.name(), format->name, options); !fits) {
            return fail(std::move(fits.error()));
        }
    }
    if (options.layout && format->name != kPedar.name) {
        return lines.failFile(
            ErrorCode::InvalidArgument,
            fmt::format("is {}, which needs no layout of sensors; leave --layout out", format->name));
    }
    return format;
}

Result<OpenedReader> openOne(const Format& format, TextLines lines, const ImportOptions& options)
{
    auto reader = format.open(std::move(lines), options);
    if (!reader) {
        return fail(std::move(reader.error()));
    }
    return OpenedReader{.format = std::string{format.name}, .reader = std::move(*reader)};
}

Result<OpenedReader> openJson(InputBytes bytes, const ImportOptions& options)
{
    if (auto checked = checkImportOptions(options); !checked) {
        return fail(std::move(checked.error()));
    }
    if (auto fits = checkHasNoTableOptions(bytes.name(), "JSON", options); !fits) {
        return fail(std::move(fits.error()));
    }
    OpenedReader opened;
    auto reader = JsonReader::open(std::move(bytes), options, opened.format);
    if (!reader) {
        return fail(std::move(reader.error()));
    }
    opened.reader = std::move(*reader);
    return opened;
}

/// One for every sensor of a file of XSENSOR.
Result<std::vector<OpenedReader>> openAllSensors(TextLines lines, const ImportOptions& options)
{
    auto readers = XsensorReader::openAll(std::move(lines), options);
    if (!readers) {
        return fail(std::move(readers.error()));
    }
    std::vector<OpenedReader> opened;
    opened.reserve(readers->size());
    for (auto& reader : *readers) {
        opened.push_back({.format = std::string{kXsensor.name}, .reader = std::move(reader)});
    }
    return opened;
}

}  // namespace

Result<std::vector<OpenedReader>> onlyOne(Result<OpenedReader> opened)
{
    if (!opened) {
        return fail(std::move(opened.error()));
    }
    std::vector<OpenedReader> one;
    one.push_back(std::move(*opened));
    return one;
}

Result<OpenedReader> openHdf5Reader(const std::filesystem::path& path, const ImportOptions& options)
{
    if (auto checked = checkImportOptions(options); !checked) {
        return fail(std::move(checked.error()));
    }
    const auto name = path.string();
    if (options.format && *options.format != TouchH5Reader::kFormat) {
        return fail(ErrorCode::InvalidArgument,
                    fmt::format("{}: is HDF5, not {}; leave --format out", name, *options.format));
    }
    if (options.member) {
        return fail(ErrorCode::InvalidArgument, fmt::format("{}: is no .zip; leave --member out", name));
    }
    if (auto fits = checkHasNoTableOptions(name, "HDF5", options); !fits) {
        return fail(std::move(fits.error()));
    }
    auto reader = TouchH5Reader::open(path, options);
    if (!reader) {
        return fail(std::move(reader.error()));
    }
    return OpenedReader{.format = std::string{TouchH5Reader::kFormat}, .reader = std::move(*reader)};
}

Result<OpenedReader> openFrameReader(TextLines lines, const ImportOptions& options)
{
    const auto format = checkedFormat(lines, options);
    return format ? openOne(*format, std::move(lines), options) : fail(format.error());
}

Result<std::vector<OpenedReader>> openFrameReaders(InputBytes bytes, const ImportOptions& options)
{
    constexpr std::size_t kLookAheadBytes = 256;
    const auto begin = bytes.peek(kLookAheadBytes);
    if (!begin) {
        return bytes.failFile(begin.error().code, begin.error().message);
    }
    if (TouchH5Reader::isHdf5(*begin)) {
        return bytes.failFile(ErrorCode::InvalidArgument,
                              "HDF5 is read from a file only; save or unpack it first");
    }
    if (beginsLikeJson(*begin)) {
        return onlyOne(openJson(std::move(bytes), options));
    }
    TextLines lines{std::move(bytes)};
    const auto format = checkedFormat(lines, options);
    if (!format) {
        return fail(format.error());
    }
    return options.sensor == kAllSensors && format->name == kXsensor.name
               ? openAllSensors(std::move(lines), options)
               : onlyOne(openOne(*format, std::move(lines), options));
}

}  // namespace palpate::session
