#include "import/pedar_header.hpp"

#include <charconv>
#include <utility>

#include "import/frame_period.hpp"
#include "import/frame_reader.hpp"
#include "import/novel_header.hpp"
#include "import/printed_value.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

constexpr std::string_view kBlank = " \t\f";
constexpr int kMaxLines = 100;
constexpr std::size_t kMaxSensors = 1024;

/// "1,2,3," with nothing else in it.
std::optional<std::vector<int>> sensorList(std::string_view text, std::string_view separators)
{
    std::vector<int> numbers;
    for (text = trimmed(text, separators); !text.empty(); text = trimmed(text, separators)) {
        int number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        const auto size = static_cast<std::size_t>(end - text.data());
        const bool is_alone = size == text.size() || separators.find(text[size]) != std::string_view::npos;
        if (error != std::errc{} || number < 0 || !is_alone || numbers.size() == kMaxSensors) {
            return std::nullopt;
        }
        numbers.push_back(number);
        text.remove_prefix(size);
    }
    return numbers;
}

Result<void> takeEntry(const TextLines& lines, PedarHeader& header, std::string_view text)
{
    constexpr std::string_view kUnit = "pressure values in";
    constexpr std::string_view kLeft = "left insole:";
    constexpr std::string_view kRight = "right insole:";
    constexpr double kMaxHz = 1e5;
    if (text.starts_with(kLeft) || text.starts_with(kRight)) {
        const bool is_left = text.starts_with(kLeft);
        auto numbers = sensorList(text.substr(is_left ? kLeft.size() : kRight.size()), ", \t");
        if (!numbers) {
            return lines.failLine(
                ErrorCode::Corrupt,
                "the numbers of the insole's sensors cannot be read; export the file again");
        }
        (is_left ? header.left : header.right) = std::move(*numbers);
    } else if (text.starts_with(kUnit)) {
        const auto name = trimmed(text.substr(kUnit.size()), kBlank);
        header.unit = printedUnit(name);
        header.unit_name = plainName(name);
    } else if (text.starts_with("total time")) {
        header.total_s = numberAfter(text, "total time [secs]:", kMaxFramePeriodS * kMaxImportFrames);
        header.period_s = numberAfter(text, "time per frame [secs]:", kMaxFramePeriodS);
        header.rate_hz = numberAfter(text, "scanning rate [Hz]:", kMaxHz);
    } else if (!text.starts_with("file name") && !text.starts_with("mask definition")) {
        header.left_out.push_back(plainName(text.substr(0, text.find(':'))));
    }
    return {};
}

/// The numbers over the columns are those of the left insole, then those of the right one.
Result<void> checkColumns(const TextLines& lines, const PedarHeader& header, std::string_view text)
{
    auto expected = header.left;
    expected.insert(expected.end(), header.right.begin(), header.right.end());
    const auto numbers = sensorList(text.substr(firstWord(text).size()), kBlank);
    if (expected.empty()) {
        return lines.failLine(ErrorCode::Corrupt,
                              "no lines left insole and right insole with the numbers of the "
                              "sensors before this one; export the file again");
    }
    if (numbers != expected) {
        return lines.failLine(
            ErrorCode::Corrupt,
            fmt::format("the columns are not the {} sensors of the left insole and the {} of the "
                        "right one; export the file again",
                        header.left.size(), header.right.size()));
    }
    return {};
}

}  // namespace

Result<PedarHeader> readPedarHeader(TextLines& lines)
{
    PedarHeader header;
    for (int count = 0; count < kMaxLines; ++count) {
        const auto line = lines.next();
        if (!line) {
            return fail(line.error());
        }
        if (!*line) {
            return lines.failFile(
                ErrorCode::Corrupt,
                fmt::format("ends after line {} before its frames: the file was cut there; export it again",
                            lines.lineNumber()));
        }
        const auto text = trimmed(**line, kBlank);
        if (text.starts_with("time[secs]")) {
            if (auto good = checkColumns(lines, header, text); !good) {
                return fail(std::move(good.error()));
            }
            return header;
        }
        if (text.empty()) {
            continue;
        }
        if (auto taken = takeEntry(lines, header, text); !taken) {
            return fail(std::move(taken.error()));
        }
    }
    return lines.failLine(
        ErrorCode::Corrupt,
        fmt::format("no line time[secs] in the first {} lines; export the file again", kMaxLines));
}

}  // namespace palpate::session
