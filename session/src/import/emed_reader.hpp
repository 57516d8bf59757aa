#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "palpate/session/import.hpp"

#include "import/emed_pages.hpp"
#include "import/frame_reader.hpp"
#include "import/imported_samples.hpp"
#include "import/text_lines.hpp"

namespace palpate::session {

/// A novel emed list (.lst): one picture per page, cropped to the rectangle that was used, put back into the
/// whole platform; cells outside the rectangle are 0. The layout is in docs/formats.md.
class EmedReader final : public FrameReader {
  public:
    /// Reads the first picture. InvalidArgument where an option says otherwise than the file.
    [[nodiscard]] static Result<std::unique_ptr<FrameReader>> open(TextLines lines,
                                                                   const ImportOptions& options);

    [[nodiscard]] const SessionHeader& header() const override { return header_; }
    [[nodiscard]] const std::vector<std::string>& leftOut() const override { return pages_.leftOut(); }
    [[nodiscard]] Result<std::optional<ImportedFrame>> next() override;
    [[nodiscard]] std::uint64_t bytesRead() const override { return pages_.lines().bytesRead(); }

  private:
    EmedReader(EmedPages pages, EmedPicture first, SessionHeader header);

    /// Follows the picture before it and is of the same platform.
    [[nodiscard]] Result<void> check(const EmedPicture& picture) const;

    EmedPages pages_;
    EmedHeader platform_;
    std::optional<EmedPicture> first_;
    SessionHeader header_;
    ImportedSamples samples_;
    std::vector<double> row_;
    std::uint64_t frames_ = 0;
    std::uint64_t last_number_ = 0;
};

}  // namespace palpate::session
