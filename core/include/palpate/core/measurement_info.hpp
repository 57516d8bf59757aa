#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "palpate/core/error.hpp"

namespace palpate {

/// Where the mat lies; decides what its numbers can mean (docs/metrics.md, "Set-up").
enum class SetUp { ToolOnMat, PressedFromAbove, MatBetween };
enum class Phase { Before, During, After, Other };
enum class Side { Left, Right, Both };

/// The words of the command line and of the session file: "tool_on_mat", "before", "left", ...
[[nodiscard]] std::string_view toString(SetUp setup);
[[nodiscard]] std::string_view toString(Phase phase);
[[nodiscard]] std::string_view toString(Side side);
[[nodiscard]] Result<SetUp> parseSetUp(std::string_view text);
[[nodiscard]] Result<Phase> parsePhase(std::string_view text);
[[nodiscard]] Result<Side> parseSide(std::string_view text);

/// Who, what and where of a session. A pseudonymous client code, never a name.
struct MeasurementInfo {
    std::string session_id;  ///< random UUID
    std::string mat_id;      ///< profile id, or "imported"
    std::string mat_title;
    std::string mat_serial;
    std::string mat_firmware;
    std::optional<SetUp> setup;
    std::string technique;
    std::optional<Phase> phase;
    std::optional<Side> side;
    std::string client_code;
    /// Wall clock at session time 0; unknown for most imports.
    std::optional<std::chrono::system_clock::time_point> started_at;
    /// "port PATH", "simulator holds", "import tekscan-ascii", ... never a path that may name a person
    std::string source;
    std::string software;
};

/// A random version 4 UUID in lower case.
[[nodiscard]] std::string makeSessionId();

}  // namespace palpate
