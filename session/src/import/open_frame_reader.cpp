#include "import/open_frame_reader.hpp"

#include <array>
#include <optional>
#include <utility>

#include "import/import_options.hpp"
#include "import/matrix_text_reader.hpp"
#include "import/matrix_text_tag.hpp"
#include "import/number_line.hpp"
#include "import/tekscan_reader.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

struct Format {
    std::string_view name;
    Result<std::unique_ptr<FrameReader>> (*open)(TextLines lines, const ImportOptions& options);
};

constexpr std::array kFormats{Format{"matrix-text", MatrixTextReader::open},
                              Format{"tekscan-ascii", TekscanReader::open}};
constexpr const auto& kMatrixText = kFormats[0];
constexpr const auto& kTekscan = kFormats[1];

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
        const auto begin = (*line)->find_first_not_of(" \t,;\"");
        if (begin == std::string_view::npos) {
            continue;
        }
        lines.putBack();
        if ((*line)->substr(begin).starts_with("DATA_TYPE")) {
            return kTekscan;
        }
        if (isMatrixLine(**line)) {
            return kMatrixText;
        }
        return lines.failLine(ErrorCode::InvalidArgument,
                              "no format that is known begins like this; give --format matrix-text (lines of "
                              "numbers) or --format tekscan-ascii (Tekscan ASCII export)");
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
                fmt::format("--format {}: use matrix-text or tekscan-ascii", *options.format));
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
    auto reader = format->open(std::move(lines), options);
    if (!reader) {
        return fail(std::move(reader.error()));
    }
    return OpenedReader{.format = std::string{format->name}, .reader = std::move(*reader)};
}

}  // namespace palpate::session
