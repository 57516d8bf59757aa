#pragma once

#include <string>

#include "import/json_frames.hpp"

namespace palpate::session {

/// "200410394659" = day and hour, then minutes, seconds and hundredths (39:46.59; the hundredths go up to
/// 99): seconds since the hour of the first id, over the full hour too. Nothing where it cannot be told.
class TactilusClock final {
  public:
    [[nodiscard]] std::optional<double> take(std::string_view id);

  private:
    std::string hour_;
    double hours_s_ = 0.0;
    double last_s_ = 0.0;
};

/// `"snapshots": {"0": {"id": "...", "tactilus_readings": [...]}, "1": ...}`
class TactilusFrames final : public JsonFrames {
  public:
    [[nodiscard]] Result<bool> next(JsonTokens& tokens, JsonFrame& frame, LeftOut& left_out) override;

  private:
    [[nodiscard]] Result<void> takeNumber(JsonTokens& tokens, JsonFrame& frame);
    [[nodiscard]] Result<void> takeEntry(JsonTokens& tokens, JsonFrame& frame, LeftOut& left_out);

    TactilusClock clock_;
    bool is_open_ = false;
    std::optional<std::uint64_t> last_number_;
};

}  // namespace palpate::session
