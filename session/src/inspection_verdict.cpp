#include "inspection_verdict.hpp"

#include <charconv>
#include <system_error>

#include <fmt/format.h>

namespace palpate::session {

namespace {

constexpr std::string_view kClean = "clean\n";

}  // namespace

std::string writeVerdict(const Result<void>& inspected)
{
    if (inspected) {
        return std::string{kClean};
    }
    return fmt::format("{} {}\n", static_cast<int>(inspected.error().code), inspected.error().message);
}

std::optional<Result<void>> readVerdict(std::string_view text)
{
    if (text == kClean) {
        return Result<void>{};
    }
    int code = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), code);
    const auto rest = text.substr(static_cast<std::size_t>(end - text.data()));
    if (error != std::errc{} || code < 0 || code > static_cast<int>(ErrorCode::Cancelled) ||
        rest.size() < 2 || rest.front() != ' ' || rest.back() != '\n') {
        return std::nullopt;
    }
    return Result<void>{fail(static_cast<ErrorCode>(code), std::string{rest.substr(1, rest.size() - 2)})};
}

}  // namespace palpate::session
