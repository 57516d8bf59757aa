#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "palpate/session/import.hpp"

#include "import/frame_clock.hpp"
#include "import/frame_reader.hpp"
#include "import/imported_samples.hpp"
#include "import/json_frames.hpp"
#include "import/json_tokens.hpp"

namespace palpate::session {

/// Tactilus JSON (of the PoPu recordings) and the JSON of the Sensing Mat application; the name of the list
/// of frames tells which. The layouts are in docs/formats.md.
class JsonReader final : public FrameReader {
  public:
    /// Reads up to the first frame. `format` becomes "tactilus-json" or "sensing-mat-json"; where the options
    /// name one of them, the file must be it. InvalidArgument names every option that is missing at once.
    [[nodiscard]] static Result<std::unique_ptr<FrameReader>> open(InputBytes bytes,
                                                                   const ImportOptions& options,
                                                                   std::string& format);

    [[nodiscard]] const SessionHeader& header() const override { return header_; }
    [[nodiscard]] const std::vector<std::string>& leftOut() const override { return head_.left_out.names(); }
    [[nodiscard]] Result<std::optional<ImportedFrame>> next() override;
    [[nodiscard]] std::uint64_t bytesRead() const override { return tokens_.position(); }

  private:
    JsonReader(JsonTokens tokens, JsonHead head, std::unique_ptr<JsonFrames> frames, JsonFrame first,
               SessionHeader header, ImportedSamples samples);
    [[nodiscard]] Result<void> takeCells(const JsonFrame& frame);
    [[nodiscard]] Result<void> readRest();

    JsonTokens tokens_;
    JsonHead head_;
    std::unique_ptr<JsonFrames> frames_;
    SessionHeader header_;
    ImportedSamples samples_;
    FrameClock clock_;
    JsonFrame frame_;
    bool is_pending_ = true;
    bool is_at_end_ = false;
    std::uint64_t count_ = 0;
};

}  // namespace palpate::session
