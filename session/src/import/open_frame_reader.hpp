#pragma once

#include <filesystem>
#include <memory>
#include <string>

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

/// The reader of the format that the options name, or that the first bytes show.
[[nodiscard]] Result<OpenedReader> openFrameReader(InputBytes bytes, const ImportOptions& options);
/// The same for an HDF5 file.
[[nodiscard]] Result<OpenedReader> openHdf5Reader(const std::filesystem::path& path,
                                                  const ImportOptions& options);
/// The same for text.
[[nodiscard]] Result<OpenedReader> openFrameReader(TextLines lines, const ImportOptions& options);

}  // namespace palpate::session
