#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "palpate/core/calibration.hpp"
#include "palpate/core/error.hpp"
#include "palpate/core/mat_geometry.hpp"
#include "palpate/core/units.hpp"

namespace palpate::acquisition {

/// Palpate's own framed protocol: schemas/wire-protocol.md.
struct PalpateWire {};
/// Decimal numbers in lines: a frame per line or a row per line, any separator (see text_decoder.hpp).
struct TextLines {
    /// How a simulated mat of this kind speaks; the reader takes either.
    bool row_per_line = false;
};
/// `AA 55 03 99` between frames of one byte per cell.
struct JqDelimiter {};

using Protocol = std::variant<PalpateWire, TextLines, JqDelimiter>;

/// Which wire position shows which cell, when the electronics do not send rows and columns in order.
/// Entry k of `rows` is the wire row that is shown as row k; empty = in order.
struct CellOrder {
    std::vector<int> rows;
    std::vector<int> cols;
    bool transpose = false;
};

/// One kind of mat: a file of catalog/mats.
struct MatProfile {
    std::string id;
    std::string title;
    MatGeometry geometry;
    Protocol protocol;
    int baud = 115200;
    /// 8 to 16; the ceiling of the counts unless the calibration names another.
    int bit_depth = 12;
    std::optional<Frequency> nominal_rate;
    CellOrder order;
    Calibration calibration;
};

/// Order, baud, depth, rate and calibration fit each other, the mat and the protocol; the message names the
/// key.
[[nodiscard]] Result<void> checkMatProfile(const MatProfile& profile);

/// "palpate", "text", "jq"
[[nodiscard]] std::string_view protocolName(const Protocol& protocol);

}  // namespace palpate::acquisition
