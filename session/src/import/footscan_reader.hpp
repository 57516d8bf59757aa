#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "palpate/session/import.hpp"

#include "import/footscan_frames.hpp"
#include "import/frame_reader.hpp"
#include "import/imported_samples.hpp"
#include "import/text_lines.hpp"

namespace palpate::session {

/// An RSscan footscan text export ("Entire Plate Roll Off") with its frames' own times. The layout is in
/// docs/formats.md.
class FootscanReader final : public FrameReader {
  public:
    /// Reads the first frame. InvalidArgument names every option that is missing at once.
    [[nodiscard]] static Result<std::unique_ptr<FrameReader>> open(TextLines lines,
                                                                   const ImportOptions& options);

    [[nodiscard]] const SessionHeader& header() const override { return header_; }
    [[nodiscard]] const std::vector<std::string>& leftOut() const override { return left_out_; }
    [[nodiscard]] Result<std::optional<ImportedFrame>> next() override;
    [[nodiscard]] std::uint64_t bytesRead() const override { return frames_.lines().bytesRead(); }

  private:
    FootscanReader(FootscanFrames frames, FootscanFrame first, SessionHeader header, ImportUnit unit);

    [[nodiscard]] Result<FrameStamp> stampOf(const FootscanFrame& frame);

    FootscanFrames frames_;
    double first_ms_;
    std::optional<FootscanFrame> first_;
    SessionHeader header_;
    ImportedSamples samples_;
    std::vector<std::string> left_out_;
    std::uint64_t frame_index_ = 0;
};

}  // namespace palpate::session
