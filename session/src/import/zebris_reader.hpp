#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "palpate/session/import.hpp"

#include "import/frame_reader.hpp"
#include "import/imported_samples.hpp"
#include "import/text_lines.hpp"
#include "import/zebris_frames.hpp"

namespace palpate::session {

/// A zebris text export of a platform or treadmill. Row y1 is the lowest of the platform seen from above, so
/// rows are turned over: the session begins with the highest. The layout is in docs/formats.md.
class ZebrisReader final : public FrameReader {
  public:
    /// Reads the first frame. InvalidArgument names every option that is missing at once.
    [[nodiscard]] static Result<std::unique_ptr<FrameReader>> open(TextLines lines,
                                                                   const ImportOptions& options);

    [[nodiscard]] const SessionHeader& header() const override { return header_; }
    [[nodiscard]] const std::vector<std::string>& leftOut() const override { return left_out_; }
    [[nodiscard]] Result<std::optional<ImportedFrame>> next() override;
    [[nodiscard]] std::uint64_t bytesRead() const override { return frames_.lines().bytesRead(); }

  private:
    ZebrisReader(ZebrisFrames frames, ZebrisFrame first, SessionHeader header, ImportUnit unit);

    [[nodiscard]] Result<FrameStamp> stampOf(const ZebrisFrame& frame);

    ZebrisFrames frames_;
    std::optional<double> first_ms_;
    std::optional<ZebrisFrame> first_;
    SessionHeader header_;
    ImportedSamples samples_;
    std::vector<std::string> left_out_;
    SessionTime last_time_{0};
    std::uint64_t frame_index_ = 0;
};

}  // namespace palpate::session
