#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "palpate/core/error.hpp"
#include "palpate/session/import.hpp"

#include "import/json_tokens.hpp"
#include "import/left_out.hpp"

namespace palpate::session {

/// What stands in a JSON recording before its frames.
struct JsonHead {
    std::optional<double> rows;
    std::optional<double> cols;
    /// Bits of the converter: the values are its counts.
    std::optional<double> adc_bits;
    LeftOut left_out;
};

struct JsonFrame {
    std::uint64_t number = 0;
    /// Since whatever the file counts from.
    std::optional<double> time_s;
    /// Row by row.
    std::vector<double> cells;
    /// Where the frame itself shows its shape; 0 otherwise.
    std::size_t rows = 0;
    std::size_t cols = 0;
    /// Where in the file its cells begin.
    std::uint64_t byte = 0;
};

/// The frames of one kind of JSON recording, in their order. The tokens stand behind the name of the list of
/// frames.
class JsonFrames {
  public:
    JsonFrames() = default;
    JsonFrames(const JsonFrames&) = delete;
    JsonFrames& operator=(const JsonFrames&) = delete;
    JsonFrames(JsonFrames&&) = delete;
    JsonFrames& operator=(JsonFrames&&) = delete;
    virtual ~JsonFrames() = default;

    /// False after the last; then the list is closed.
    [[nodiscard]] virtual Result<bool> next(JsonTokens& tokens, JsonFrame& frame, LeftOut& left_out) = 0;
};

/// The numbers of a list whose bracket has been taken, behind those in `values`; Corrupt where there are more
/// than the cells of the largest mat, or where there is anything else.
[[nodiscard]] Result<void> readNumbers(JsonTokens& tokens, std::vector<double>& values);

}  // namespace palpate::session
