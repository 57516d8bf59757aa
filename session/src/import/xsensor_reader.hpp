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

/// The frames of a file for the readers of its sensors, which go on together: none is more than one frame
/// ahead.
class XsensorFeed final {
  public:
    XsensorFeed(XsensorFrames frames, XsensorFrame first)
        : frames_{std::move(frames)}, frame_{std::move(first)}
    {}

    /// Frame `index`, counted from 0: the one in hand or the next. Null after the last. Valid until the next
    /// frame is asked for.
    [[nodiscard]] Result<const XsensorFrame*> at(std::uint64_t index);
    [[nodiscard]] const TextLines& lines() const { return frames_.lines(); }

  private:
    XsensorFrames frames_;
    std::optional<XsensorFrame> frame_;
    std::uint64_t index_ = 0;
};

/// One sensor of an XSENSOR CSV export with its frames' own times. The layout is in docs/formats.md.
class XsensorReader final : public FrameReader {
  public:
    /// Reads the first frame. InvalidArgument names every option that is missing at once, and the sensors
    /// where the file has several and none is chosen.
    [[nodiscard]] static Result<std::unique_ptr<FrameReader>> open(TextLines lines,
                                                                   const ImportOptions& options);
    /// A reader for every sensor of the file, in its order; each is asked for a frame before any is for the
    /// next.
    [[nodiscard]] static Result<std::vector<std::unique_ptr<FrameReader>>> openAll(
        TextLines lines, const ImportOptions& options);

    [[nodiscard]] const SessionHeader& header() const override { return header_; }
    [[nodiscard]] const std::vector<std::string>& leftOut() const override { return left_out_; }
    [[nodiscard]] Result<std::optional<ImportedFrame>> next() override;
    [[nodiscard]] std::uint64_t bytesRead() const override { return feed_->lines().bytesRead(); }

  private:
    XsensorReader(std::shared_ptr<XsensorFeed> feed, SessionHeader header, ImportUnit unit,
                  std::string sensor);

    /// Of the sensor of this name in the feed's first frame, which has the sensors `names`.
    [[nodiscard]] static Result<std::unique_ptr<FrameReader>> openSensor(
        const std::shared_ptr<XsensorFeed>& feed, const XsensorFileHeader& file,
        const std::vector<std::string>& names, const std::string& sensor, const ImportOptions& options);

    /// The chosen sensor's part; the frame must have the sensors of the first one.
    [[nodiscard]] Result<const XsensorBlock*> partOf(const XsensorFrame& frame) const;
    [[nodiscard]] Result<void> takeCells(const XsensorBlock& part);
    [[nodiscard]] Result<FrameStamp> stampOf(const XsensorFrame& frame);
    [[nodiscard]] tl::unexpected<Error> failFrame(const XsensorFrame& frame, ErrorCode code,
                                                  std::string_view what) const;

    std::shared_ptr<XsensorFeed> feed_;
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
