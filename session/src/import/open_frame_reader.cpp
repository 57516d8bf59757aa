#include "import/open_frame_reader.hpp"

#include <array>
#include <optional>
#include <utility>

#include "import/emed_reader.hpp"
#include "import/footscan_frames.hpp"
#include "import/footscan_reader.hpp"
#include "import/import_options.hpp"
#include "import/matrix_text_reader.hpp"
#include "import/matrix_text_tag.hpp"
#include "import/number_line.hpp"
#include "import/pedar_reader.hpp"
#include "import/pliance_reader.hpp"
#include "import/printed_value.hpp"
#include "import/tekscan_reader.hpp"
#include "import/xsensor_reader.hpp"
#include "import/zebris_reader.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

struct Format {
    std::string_view name;
    std::string_view what;
    Result<std::unique_ptr<FrameReader>> (*open)(TextLines lines, const ImportOptions& options);
};

constexpr Format kMatrixText{"matrix-text", "lines of numbers", MatrixTextReader::open};
constexpr Format kTekscan{"tekscan-ascii", "Tekscan ASCII export", TekscanReader::open};
constexpr Format kXsensor{"xsensor-csv", "XSENSOR CSV export", XsensorReader::open};
constexpr Format kEmed{"novel-emed", "novel emed list", EmedReader::open};
constexpr Format kPedar{"novel-pedar", "novel pedar text", PedarReader::open};
constexpr Format kPliance{"novel-pliance", "novel pliance text", PlianceReader::open};
constexpr Format kFootscan{"footscan-text", "RSscan footscan text", FootscanReader::open};
constexpr Format kZebris{"zebris-text", "zebris text", ZebrisReader::open};
constexpr std::array kFormats{kMatrixText, kTekscan, kXsensor, kEmed, kPedar, kPliance, kFootscan, kZebris};

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
        if (text.starts_with("DATA_TYPE")) {
            return kTekscan;
        }
        if (isXsensorLine(text)) {
            return kXsensor;
        }
        if (text.starts_with("Page ")) {
            return kEmed;
        }
        if (text.starts_with("Person\t") || text.starts_with("Platform {")) {
            return kZebris;
        }
        if (readFootscanFrameLine(text)) {
            return kFootscan;
        }
        if (isMatrixLine(**line)) {
            return kMatrixText;
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
    return fail(ErrorCode::InvalidArgument,
                fmt::format("--format {}: use {}", *options.format, formatNames(false)));
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

}  // namespace

Result<OpenedReader> openFrameReader(TextLines lines, const ImportOptions& options)
{
    const auto format = checkedFormat(lines, options);
    return format ? openOne(*format, std::move(lines), options) : fail(format.error());
}

Result<std::vector<OpenedReader>> openFrameReaders(TextLines lines, const ImportOptions& options)
{
    const auto format = checkedFormat(lines, options);
    if (!format) {
        return fail(format.error());
    }
    std::vector<OpenedReader> opened;
    if (options.sensor != kAllSensors || format->name != kXsensor.name) {
        auto one = openOne(*format, std::move(lines), options);
        if (!one) {
            return fail(std::move(one.error()));
        }
        opened.push_back(std::move(*one));
        return opened;
    }
    auto readers = XsensorReader::openAll(std::move(lines), options);
    if (!readers) {
        return fail(std::move(readers.error()));
    }
    opened.reserve(readers->size());
    for (auto& reader : *readers) {
        opened.push_back({.format = std::string{format->name}, .reader = std::move(reader)});
    }
    return opened;
}

}  // namespace palpate::session
