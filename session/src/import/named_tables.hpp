#pragma once

#include <memory>

#include "palpate/core/error.hpp"
#include "palpate/session/import.hpp"

#include "import/frame_reader.hpp"
#include "import/text_lines.hpp"

namespace palpate::session {

/// The logger of a Sensing Mat: `Timestamp,(0-0),(0-1),...`, then seconds since 1970 and a frame per line.
[[nodiscard]] Result<std::unique_ptr<FrameReader>> openSensingMatCsv(TextLines lines,
                                                                     const ImportOptions& options);
/// MatSense: a frame per line, then its number and milliseconds.
[[nodiscard]] Result<std::unique_ptr<FrameReader>> openMatSenseCsv(TextLines lines,
                                                                   const ImportOptions& options);

}  // namespace palpate::session
