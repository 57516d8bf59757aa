#include "import/zebris_platform.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "palpate/core/mat_geometry.hpp"

#include "import/frame_reader.hpp"
#include "import/printed_value.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

constexpr std::string_view kBlank = " \t\f";
constexpr std::string_view kPlatform = "Platform";
constexpr int kMaxFrontEntries = 1000;

template <typename T>
std::optional<T> wholeNumber(std::string_view text, T largest)
{
    T value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool is_number = error == std::errc{} && end == text.data() + text.size();
    return is_number && value >= 1 && value <= largest ? std::optional{value} : std::nullopt;
}

/// "Cell width,mm" -> "mm".
std::string_view unitOfKey(std::string_view key)
{
    const auto comma = key.find(',');
    return comma == std::string_view::npos ? std::string_view{} : trimmed(key.substr(comma + 1), kBlank);
}

std::optional<Length> lengthOf(const ZebrisEntry& entry)
{
    const auto mm = mmPerPrintedUnit(unitOfKey(entry.key));
    const auto number = parsePrinted(entry.value);
    return mm && number && number->value > 0.0 ? std::optional{Length{number->value * *mm}} : std::nullopt;
}

/// False where the value cannot be read. Entries that are not known to be technical are left out.
bool takePlatformEntry(ZebrisPlatform& platform, const ZebrisEntry& entry)
{
    if (entry.key == "Columns") {
        return (platform.cols = wholeNumber(entry.value, kMaxMatCols)).has_value();
    }
    if (entry.key == "Lines") {
        return (platform.rows = wholeNumber(entry.value, kMaxMatRows)).has_value();
    }
    if (entry.key.starts_with("Cell width,")) {
        return (platform.cell_width = lengthOf(entry)).has_value();
    }
    if (entry.key.starts_with("Cell height,")) {
        return (platform.cell_height = lengthOf(entry)).has_value();
    }
    if (entry.key == "Units") {
        platform.unit_name = plainName(entry.value);
        return (platform.unit = printedUnit(entry.value)).has_value();
    }
    if (entry.key == "Frame count") {
        return (platform.frame_count = wholeNumber(entry.value, kMaxImportFrames)).has_value();
    }
    if (entry.key == "Frequency") {
        const auto hz = parsePrinted(entry.value);
        platform.rate_hz = hz ? std::optional{hz->value} : std::nullopt;
        constexpr double kMaxHz = 100'000.0;
        return hz && hz->value > 0.0 && hz->value <= kMaxHz;
    }
    return true;
}

/// Entries of the recording as a whole that name nobody, and the head of its table of forces.
bool isTechnical(std::string_view key)
{
    constexpr std::array<std::string_view, 4> kTechnical{"Frequency,Hz", "Count", "Time,ms", "Calibr"};
    return std::find(kTechnical.begin(), kTechnical.end(), key) != kTechnical.end() ||
           parsePrinted(key).has_value();
}

void leaveOut(ZebrisPlatform& platform, std::string_view key)
{
    auto name = plainName(key);
    if (std::find(platform.left_out.begin(), platform.left_out.end(), name) == platform.left_out.end()) {
        platform.left_out.push_back(std::move(name));
    }
}

tl::unexpected<Error> failCut(const TextLines& lines)
{
    return lines.failFile(
        ErrorCode::Corrupt,
        fmt::format("ends after line {} without a frame: the file was cut there, or was exported without "
                    "the platform's frames; export it again with them",
                    lines.lineNumber()));
}

/// The next line that is not blank.
Result<std::string_view> nextFrontLine(TextLines& lines)
{
    for (;;) {
        const auto line = lines.next();
        if (!line) {
            return fail(line.error());
        }
        if (!*line) {
            return failCut(lines);
        }
        const auto text = trimmed(**line, kBlank);
        if (!text.empty()) {
            return text;
        }
    }
}

/// To the brace that closes it; lists such as the exercises hold names that somebody gave.
Result<void> skipList(TextLines& lines)
{
    for (;;) {
        const auto text = nextFrontLine(lines);
        if (!text) {
            return fail(text.error());
        }
        if (*text == "}") {
            return {};
        }
    }
}

Result<void> readFront(TextLines& lines, ZebrisPlatform& platform)
{
    for (int entries = 0;;) {
        const auto text = nextFrontLine(lines);
        if (!text) {
            return fail(text.error());
        }
        if (text->starts_with(kPlatform) && text->ends_with('{')) {
            return {};
        }
        if (zebrisFrameNumber(*text)) {
            return lines.failLine(ErrorCode::Corrupt,
                                  "a frame before the line Platform {: lines are missing; export it again");
        }
        const auto entry = splitZebrisEntry(*text);
        if (isTechnical(entry.key)) {
            continue;
        }
        if (++entries > kMaxFrontEntries) {
            return lines.failLine(ErrorCode::Corrupt,
                                  fmt::format("no line Platform {{ in the first {} entries; export the text "
                                              "with the platform's frames",
                                              kMaxFrontEntries));
        }
        leaveOut(platform, entry.key);
        if (text->ends_with('{')) {
            if (auto skipped = skipList(lines); !skipped) {
                return skipped;
            }
        }
    }
}

}  // namespace

ZebrisEntry splitZebrisEntry(std::string_view line)
{
    const auto text = trimmed(line, kBlank);
    const auto tab = text.find('\t');
    return {.key = trimmed(text.substr(0, tab), kBlank),
            .value = tab == std::string_view::npos ? std::string_view{} : trimmed(text.substr(tab), kBlank)};
}

std::optional<std::uint64_t> zebrisFrameNumber(std::string_view line)
{
    constexpr std::string_view kWord = "Frame ";
    auto text = trimmed(line, kBlank);
    if (!text.starts_with(kWord) || !text.ends_with('{')) {
        return std::nullopt;
    }
    text.remove_prefix(kWord.size());
    text.remove_suffix(1);
    return wholeNumber(trimmed(text, kBlank), kMaxImportFrames);
}

Result<ZebrisPlatform> readZebrisPlatform(TextLines& lines)
{
    ZebrisPlatform platform;
    if (auto front = readFront(lines, platform); !front) {
        return fail(std::move(front.error()));
    }
    for (int entries = 0; entries < kMaxFrontEntries; ++entries) {
        const auto text = nextFrontLine(lines);
        if (!text) {
            return fail(text.error());
        }
        if (zebrisFrameNumber(*text)) {
            lines.putBack();
            return platform;
        }
        const auto entry = splitZebrisEntry(*text);
        if (!takePlatformEntry(platform, entry)) {
            return lines.failLine(ErrorCode::Corrupt,
                                  fmt::format("the {} of the platform, '{}', cannot be read; export it again",
                                              plainName(entry.key), plainName(entry.value)));
        }
    }
    return lines.failLine(ErrorCode::Corrupt, "no frame after the platform; export it again");
}

}  // namespace palpate::session
