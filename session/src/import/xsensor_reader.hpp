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
#include "import/xsensor_clock.hpp"
#include "import/xsensor_frames.hpp"

namespace palpate::session {

/// One sensor of an XSENSOR CSV export with its frames' own times. The layout is in docs/formats.md.
class XsensorReader final : public FrameReader {
  public:
    /// Reads the first frame. InvalidArgument names every option that is missing at once, and the sensors
    /// where the file has several and none is chosen.
    [[nodiscard]] static Result<std::unique_ptr<FrameReader>> open(TextLines lines,
                                                                   const ImportOptions& options);

    [[nodiscard]] const SessionHeader& header() const override { return header_; }
    [[nodiscard]] const std::vector<std::string>& leftOut() const override { return left_out_; }
    [[nodiscard]] Result<std::optional<ImportedFrame>> next() override;
    [[nodiscard]] std::uint64_t bytesRead() const override { return frames_.lines().bytesRead(); }

  private:
    XsensorReader(XsensorFrames frames, XsensorFrame first, SessionHeader header, ImportUnit unit,
                  std::string sensor);

    /// The chosen sensor's part; the frame must have the sensors of the first one.
    [[nodiscard]] Result<const XsensorBlock*> partOf(const XsensorFrame& frame) const;
    [[nodiscard]] Result<void> takeCells(const XsensorBlock& part);
    [[nodiscard]] Result<FrameStamp> stampOf(const XsensorFrame& frame);
    [[nodiscard]] tl::unexpected<Error> failFrame(const XsensorFrame& frame, ErrorCode code,
                                                  std::string_view what) const;

    XsensorFrames frames_;
    std::optional<XsensorFrame> first_;
    SessionHeader header_;
    ImportedSamples samples_;
    std::string sensor_;
    std::vector<std::string> sensors_;
    std::vector<std::string> left_out_;
    XsensorClock clock_;
    std::uint64_t frame_index_ = 0;
    std::uint64_t last_number_ = 0;
    SessionTime last_time_{0};
};

}  // namespace palpate::session
