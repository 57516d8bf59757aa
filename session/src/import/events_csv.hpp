#pragma once

#include <vector>

#include "palpate/core/error.hpp"
#include "palpate/core/event.hpp"

#include "import/text_lines.hpp"

namespace palpate::session {

/// The rows of an events file; see readEventsCsv().
[[nodiscard]] Result<std::vector<Event>> parseEventsCsv(TextLines& lines);

}  // namespace palpate::session
