#pragma once

#include <string_view>

#include <QString>

namespace palpate::gui {

/// Why a client who answers this question of the screening with yes must not begin, or what to talk over.
[[nodiscard]] QString screeningReason(std::string_view question_id);

}  // namespace palpate::gui
