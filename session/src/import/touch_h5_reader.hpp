#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "palpate/session/import.hpp"

#include "import/foreign_h5.hpp"
#include "import/frame_clock.hpp"
#include "import/frame_reader.hpp"
#include "import/imported_samples.hpp"
#include "import/left_out.hpp"

namespace palpate::session {

/// The HDF5 recordings of the WiReSens toolkit and of MIT's carpet and glove (touch0.hdf5): pressure
/// (frames, rows, columns), ts (frames; seconds since 1970) and frame_count, which says how many frames of
/// the two are real.
class TouchH5Reader final : public FrameReader {
  public:
    static constexpr std::string_view kFormat = "touch-hdf5";

    /// The file begins like HDF5.
    [[nodiscard]] static bool isHdf5(std::string_view begin);
    static constexpr std::size_t kSignatureBytes = 8;

    [[nodiscard]] static Result<std::unique_ptr<FrameReader>> open(const std::filesystem::path& path,
                                                                   const ImportOptions& options);

    [[nodiscard]] const SessionHeader& header() const override { return header_; }
    [[nodiscard]] const std::vector<std::string>& leftOut() const override { return left_out_.names(); }
    [[nodiscard]] Result<std::optional<ImportedFrame>> next() override;
    [[nodiscard]] std::uint64_t bytesRead() const override;

  private:
    struct Source {
        std::string name;
        h5::Handle file;
        h5::ForeignDataset pressure;
        h5::ForeignDataset times;
        std::uint64_t frames;
    };

    TouchH5Reader(Source source, SessionHeader header, ImportUnit unit);
    [[nodiscard]] static Result<Source> openSource(const std::filesystem::path& path);
    [[nodiscard]] Result<void> readBlock();

    Source source_;
    SessionHeader header_;
    ImportedSamples samples_;
    FrameClock clock_;
    LeftOut left_out_;
    std::uint64_t frame_ = 0;
    /// The frames from block_begin_ on that were read together.
    std::uint64_t block_begin_ = 0;
    std::uint64_t block_frames_ = 0;
    std::vector<double> cells_;
    std::vector<double> times_s_;
};

}  // namespace palpate::session
