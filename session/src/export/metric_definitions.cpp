#include "export/metric_definitions.hpp"

#include <algorithm>
#include <array>

namespace palpate::session {

namespace {

struct Definition {
    std::string_view name;
    std::string_view text;
};

constexpr std::array kMetrics{
    Definition{"force_n",
               "sum of pressure times cell area over the cells at or over the contact threshold; at "
               "least where saturated_cells is over 0"},
    Definition{"contact_area_cm2", "area of the cells at or over the contact threshold"},
    Definition{"mean_kpa",
               "mean pressure over the cells in contact; empty without contact; at least where "
               "saturated_cells is over 0"},
    Definition{"peak_kpa", "highest pressure of a cell; at least where saturated_cells is over 0"},
    Definition{"ppi_kpa",
               "peak pressure index: highest mean pressure over a window of cells of 9 to 10 cm2; at "
               "least where saturated_cells is over 0"},
    Definition{"gradient_kpa_cm",
               "largest norm of the central-difference gradient over the cells in contact; at least where "
               "saturated_cells is over 0"},
    Definition{"cov_pct",
               "100 * SD / mean of the pressure over the cells in contact; a low value can hide a hot "
               "spot"},
    Definition{"cop_x_mm",
               "centre of pressure along a row, from the edge of column 0; empty under the force floor"},
    Definition{"cop_y_mm",
               "centre of pressure along a column, from the edge of row 0; empty under the force floor"},
    Definition{
        "saturated_cells",
        "cells at or over the ceiling; where there are any, forces and pressures of the frame are at least, "
        "and cov_pct and the centre of pressure can lie on either side"},
};

constexpr std::array kMaps{
    Definition{"peak_kpa",
               "highest pressure of the cell over the valid frames; at least where map_saturated.csv has 1"},
    Definition{"mean_kpa",
               "time-weighted mean pressure of the cell over the valid frames; at least where "
               "map_saturated.csv has 1"},
    Definition{
        "pti_kpa_s",
        "integral of the cell's pressure over time, trapezoid on real frame times; gaps are not bridged; at "
        "least where map_saturated.csv has 1"},
    Definition{"sustained_longest_s", "longest run in which the cell is loaded at the hold level"},
    Definition{"sustained_total_s", "sum of all such runs of at least 1 s"},
    Definition{"time_above_s", "time over intervals whose both ends are at or over the hold level"},
    Definition{"sustained_kpa",
               "pressure that the cell kept for 5 s, one second of these may be lower; 0 where nothing was "
               "kept; at least where map_saturated.csv has 1"},
    Definition{"tenderness",
               "tender-spot map, 0-10: mean rating of each reported spot, falling to half at its rim; "
               "suggested spots are not in it"},
};

template <std::size_t Count>
std::string_view find(const std::array<Definition, Count>& definitions, std::string_view name)
{
    const auto* const found = std::find_if(definitions.begin(), definitions.end(),
                                           [name](const Definition& known) { return known.name == name; });
    return found == definitions.end() ? std::string_view{} : found->text;
}

}  // namespace

std::string_view metricDefinition(std::string_view name)
{
    return find(kMetrics, name);
}

std::string_view mapDefinition(std::string_view name)
{
    return find(kMaps, name);
}

}  // namespace palpate::session
