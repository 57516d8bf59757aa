#pragma once

#include <optional>
#include <vector>

#include <QString>

#include "palpate/live/session_comparison.hpp"

#include "cluster_outline.hpp"
#include "fate_marks.hpp"
#include "shown_part.hpp"

namespace palpate::gui {

/// What the three maps of a comparison show, all on the first session's mat.
struct ComparedMaps {
    MatGeometry grid;
    /// One of comparedMapNames().
    int map = 0;
    QString unit;
    CellArray<float> before;
    CellArray<float> after;
    /// NaN where there is nothing to compare: no value in one of them, or in both less than lies on the mat
    /// at all.
    CellArray<float> difference;
    /// From here on something lies on a cell.
    double contact = 0.0;
    bool is_pressure = true;
    std::vector<SpotChange> spots;
    std::vector<ClusterEdge> clusters;
    /// Where either session has a load or a spot; none where that is nearly all of the mat.
    std::optional<ShownPart> loaded;
};

/// The names of the maps that can be compared, under mapColumns(), and their titles in the same order.
[[nodiscard]] const std::vector<std::string_view>& comparedMapNames();
[[nodiscard]] QStringList comparedMapTitles();

/// None where the sessions could not be laid over each other.
[[nodiscard]] std::optional<ComparedMaps> comparedMaps(const live::SessionComparison& compared);

/// "312, 640 mm · before 12.1 kPa · after 14.0 kPa · +1.9 kPa": the values of the cell there; a map without a
/// value there says "–".
[[nodiscard]] QString valuesAt(const ComparedMaps& maps, MatPoint place);

}  // namespace palpate::gui
