#pragma once

#include <memory>
#include <string>
#include <vector>

#include "palpate/core/error.hpp"
#include "palpate/session/import.hpp"

#include "import/frame_reader.hpp"
#include "import/text_lines.hpp"

namespace palpate::session {

struct OpenedReader {
    std::string format;
    std::unique_ptr<FrameReader> reader;
};

/// The reader of the format that the options name, or that the first line shows.
[[nodiscard]] Result<OpenedReader> openFrameReader(TextLines lines, const ImportOptions& options);

/// One reader, or with --sensor all one for every sensor of the file, in its order: each is asked for a frame
/// before any is for the next.
[[nodiscard]] Result<std::vector<OpenedReader>> openFrameReaders(TextLines lines,
                                                                 const ImportOptions& options);

}  // namespace palpate::session
