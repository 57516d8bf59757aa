#pragma once

#include <cstdint>
#include <string_view>

namespace palpate::session {

/// A word that a line of a matrix begins with: "R00 | 1 2 3", "ROW:0:1,2,3", "FRAME:7", "Frame 0 (0.00 ms)",
/// "END". A frame's tag has no numbers of the matrix behind it.
struct MatrixTextTag {
    enum class Kind { None, Row, FrameStart, FrameEnd };
    Kind kind = Kind::None;
    /// The row's number.
    std::int64_t number = 0;
    /// What follows the tag of a row; the whole line where there is no tag.
    std::string_view rest;
};

[[nodiscard]] MatrixTextTag readMatrixTextTag(std::string_view line);

}  // namespace palpate::session
