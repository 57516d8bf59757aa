#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "palpate/session/import.hpp"

#include "import/frame_reader.hpp"
#include "import/imported_samples.hpp"
#include "import/tekscan_frames.hpp"
#include "import/tekscan_header.hpp"
#include "import/text_lines.hpp"

namespace palpate::session {

/// Tekscan ASCII exports (.asf, .csv): header entries, ASCII_DATA @@, frames of "Frame n" and ROWS lines, @@
/// at the end. `B` marks a cell that the sensor does not have; the first frame says which these are, and
/// every other must agree. A file without its end mark or with another number of frames than its header says
/// is refused as cut.
class TekscanReader final : public FrameReader {
  public:
    /// Reads the header and the first frame.
    [[nodiscard]] static Result<std::unique_ptr<FrameReader>> open(TextLines lines,
                                                                   const ImportOptions& options);

    [[nodiscard]] const SessionHeader& header() const override { return header_; }
    [[nodiscard]] const std::vector<std::string>& leftOut() const override { return left_out_; }
    [[nodiscard]] Result<std::optional<ImportedFrame>> next() override;
    [[nodiscard]] std::uint64_t bytesRead() const override { return frames_.lines().bytesRead(); }

  private:
    /// When the frames were taken.
    struct Timing {
        double period_s = 0.0;
        bool has_line_seconds = false;
        double first_s = 0.0;
    };

    TekscanReader(TekscanFrames frames, TekscanFrame first, SessionHeader header, ImportUnit unit,
                  Timing timing);
    [[nodiscard]] Result<void> takeCells(const TekscanFrame& frame);
    [[nodiscard]] FrameStamp stampOf(const TekscanFrame& frame);

    TekscanFrames frames_;
    std::optional<TekscanFrame> first_;
    SessionHeader header_;
    ImportedSamples samples_;
    Timing timing_;
    std::vector<std::string> left_out_;
    std::uint64_t frame_index_ = 0;
    SessionTime last_time_{0};
};

}  // namespace palpate::session
