#pragma once

#include <string>

#include "import/json_frames.hpp"

namespace palpate::session {

/// `"pressureData": [{"dateTime": "...", "pressureMatrix": [[...], ...]}, ...]`
class SensingMatFrames final : public JsonFrames {
  public:
    [[nodiscard]] Result<bool> next(JsonTokens& tokens, JsonFrame& frame, LeftOut& left_out) override;

  private:
    [[nodiscard]] static Result<void> takeMatrix(JsonTokens& tokens, JsonFrame& frame);
    [[nodiscard]] static Result<void> takeEntry(JsonTokens& tokens, JsonFrame& frame, LeftOut& left_out);

    bool is_open_ = false;
    std::uint64_t frames_ = 0;
};

}  // namespace palpate::session
