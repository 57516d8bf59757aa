#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "palpate/session/import.hpp"

#include "import/frame_clock.hpp"
#include "import/frame_reader.hpp"
#include "import/imported_samples.hpp"
#include "import/number_line.hpp"
#include "import/text_lines.hpp"

namespace palpate::session {

/// The log of a JQ cushion: per frame a line `something,milliseconds`, then a line `index,v1,...` per row.
class JqLogReader final : public FrameReader {
  public:
    [[nodiscard]] static Result<std::unique_ptr<FrameReader>> open(TextLines lines,
                                                                   const ImportOptions& options);
    /// Two fields, of which the second is milliseconds since 1970: nothing else begins like that.
    [[nodiscard]] static bool beginsLikeThis(std::string_view line);

    [[nodiscard]] const SessionHeader& header() const override { return header_; }
    [[nodiscard]] const std::vector<std::string>& leftOut() const override { return left_out_; }
    [[nodiscard]] Result<std::optional<ImportedFrame>> next() override;
    [[nodiscard]] std::uint64_t bytesRead() const override { return lines_.bytesRead(); }

  private:
    JqLogReader(TextLines lines, SessionHeader header, ImportUnit unit);
    /// Seconds; nothing at the end of the file.
    [[nodiscard]] Result<std::optional<double>> readTime();
    [[nodiscard]] Result<void> readRow(std::size_t row);

    TextLines lines_;
    NumberLineParser parser_;
    SessionHeader header_;
    ImportedSamples samples_;
    FrameClock clock_;
    std::vector<std::string> left_out_;
    std::vector<double> values_;
    std::optional<double> first_index_;
    std::uint64_t frames_ = 0;
};

}  // namespace palpate::session
