#include "import/json_frames.hpp"

#include "palpate/core/mat_geometry.hpp"

#include <fmt/format.h>

namespace palpate::session {

Result<void> readNumbers(JsonTokens& tokens, std::vector<double>& values)
{
    constexpr auto kMaxCells = static_cast<std::size_t>(kMaxMatRows) * static_cast<std::size_t>(kMaxMatCols);
    for (;;) {
        const auto token = tokens.next();
        if (!token) {
            return fail(token.error());
        }
        if (*token == JsonTokens::Kind::EndArray) {
            return {};
        }
        if (*token != JsonTokens::Kind::Number) {
            return tokens.failHere(
                ErrorCode::Corrupt,
                "a list of cells may hold numbers only; mend the value or take the frame out");
        }
        if (values.size() == kMaxCells) {
            return tokens.failHere(ErrorCode::Corrupt,
                                   fmt::format("more than {} cells in a frame", kMaxCells));
        }
        values.push_back(tokens.number());
    }
}

}  // namespace palpate::session
