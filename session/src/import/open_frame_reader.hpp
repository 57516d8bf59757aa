#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "palpate/core/error.hpp"
#include "palpate/session/import.hpp"

#include "import/frame_reader.hpp"
#include "import/input_bytes.hpp"
#include "import/text_lines.hpp"

namespace palpate::session {

struct OpenedReader {
    std::string format;
    std::unique_ptr<FrameReader> reader;
};

/// The reader of an HDF5 file.
[[nodiscard]] Result<OpenedReader> openHdf5Reader(const std::filesystem::path& path,
                                                  const ImportOptions& options);

/// The reader of the format that the options name, or that the text shows.
[[nodiscard]] Result<OpenedReader> openFrameReader(TextLines lines, const ImportOptions& options);

/// The reader of the format that the options name, or that the first bytes show; with --sensor all one for
/// every sensor of the file, in its order: each is asked for a frame before any is for the next.
[[nodiscard]] Result<std::vector<OpenedReader>> openFrameReaders(InputBytes bytes,
                                                                 const ImportOptions& options);

/// That of a file which can have one sensor only.
[[nodiscard]] Result<std::vector<OpenedReader>> onlyOne(Result<OpenedReader> opened);

}  // namespace palpate::session
