#include "import/open_frame_reader.hpp"

#include <array>
#include <optional>
#include <utility>

#include "import/emed_reader.hpp"
#include "import/import_options.hpp"
#include "import/matrix_text_reader.hpp"
#include "import/matrix_text_tag.hpp"
#include "import/number_line.hpp"
#include "import/printed_value.hpp"
#include "import/tekscan_reader.hpp"
#include "import/xsensor_reader.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

struct Format {
    std::string_view name;
    Result<std::unique_ptr<FrameReader>> (*open)(TextLines lines, const ImportOptions& options);
};

constexpr std::array kFormats{
    Format{"matrix-text", MatrixTextReader::open}, Format{"tekscan-ascii", TekscanReader::open},
    Format{"xsensor-csv", XsensorReader::open}, Format{"novel-emed", EmedReader::open}};
constexpr const auto& kMatrixText = kFormats[0];
constexpr const auto& kTekscan = kFormats[1];
constexpr const auto& kXsensor = kFormats[2];
constexpr const auto& kEmed = kFormats[3];

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
        if (isMatrixLine(**line)) {
            return kMatrixText;
        }
        return lines.failLine(
            ErrorCode::InvalidArgument,
            "no format that is known begins like this; give --format matrix-text (lines of "
            "numbers), tekscan-ascii (Tekscan ASCII export), xsensor-csv (XSENSOR CSV export) "
            "or novel-emed (novel emed list)");
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
                fmt::format("--format {}: use matrix-text, tekscan-ascii, xsensor-csv or novel-emed",
                            *options.format));
}

}  // namespace

Result<OpenedReader> openFrameReader(TextLines lines, const ImportOptions& options)
{
    if (auto checked = checkImportOptions(options); !checked) {
        return fail(std::move(checked.error()));
    }
    const auto format = formatOf(lines, options);
    if (!format) {
        return fail(format.error());
    }
    if (options.sensor && format->name != kXsensor.name) {
        return lines.failFile(ErrorCode::InvalidArgument,
                              fmt::format("is {}, which has one sensor; leave --sensor out", format->name));
    }
    auto reader = format->open(std::move(lines), options);
    if (!reader) {
        return fail(std::move(reader.error()));
    }
    return OpenedReader{.format = std::string{format->name}, .reader = std::move(*reader)};
}

}  // namespace palpate::session
