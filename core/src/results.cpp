#include "palpate/core/results.hpp"

namespace palpate {

const std::array<MetricColumn, 10>& metricColumns()
{
    using Value = std::optional<double>;
    static constexpr std::array<MetricColumn, 10> kColumns{{
        {"force_n", "N", [](const FrameMetrics& m) { return Value{m.force_n}; }, true},
        {"contact_area_cm2", "cm2", [](const FrameMetrics& m) { return Value{m.contact_area_cm2}; }},
        {"mean_kpa", "kPa", [](const FrameMetrics& m) { return m.mean_kpa; }, true},
        {"peak_kpa", "kPa", [](const FrameMetrics& m) { return Value{m.peak_kpa}; }, true},
        {"ppi_kpa", "kPa", [](const FrameMetrics& m) { return Value{m.ppi_kpa}; }, true},
        {"gradient_kpa_cm", "kPa/cm", [](const FrameMetrics& m) { return m.gradient_kpa_cm; }, true},
        {"cov_pct", "%", [](const FrameMetrics& m) { return m.cov_pct; }},
        {"cop_x_mm", "mm", [](const FrameMetrics& m) { return m.cop_x_mm; }},
        {"cop_y_mm", "mm", [](const FrameMetrics& m) { return m.cop_y_mm; }},
        {"saturated_cells", "1",
         [](const FrameMetrics& m) { return Value{static_cast<double>(m.saturated_cells)}; }},
    }};
    return kColumns;
}

const std::array<MapColumn, 8>& mapColumns()
{
    using Map = const CellArray<float>&;
    static constexpr std::array<MapColumn, 8> kColumns{{
        {"peak_kpa", "kPa", [](const SessionMaps& m) -> Map { return m.peak_kpa; }, true},
        {"mean_kpa", "kPa", [](const SessionMaps& m) -> Map { return m.mean_kpa; }, true},
        {"pti_kpa_s", "kPa s", [](const SessionMaps& m) -> Map { return m.pti_kpa_s; }, true},
        {"sustained_longest_s", "s", [](const SessionMaps& m) -> Map { return m.sustained_longest_s; }},
        {"sustained_total_s", "s", [](const SessionMaps& m) -> Map { return m.sustained_total_s; }},
        {"time_above_s", "s", [](const SessionMaps& m) -> Map { return m.time_above_s; }},
        {"sustained_kpa", "kPa", [](const SessionMaps& m) -> Map { return m.sustained_kpa; }, true},
        {"tenderness", "1", [](const SessionMaps& m) -> Map { return m.tenderness; }},
    }};
    return kColumns;
}

std::string_view toString(PatchShape shape)
{
    switch (shape) {
        case PatchShape::Ball:
            return "ball";
        case PatchShape::Bar:
            return "bar";
        case PatchShape::Body:
            return "body";
    }
    return "body";
}

std::string_view toString(InWindow in_window)
{
    switch (in_window) {
        case InWindow::Short:
            return "short";
        case InWindow::In:
            return "in";
        case InWindow::Long:
            return "long";
    }
    return "short";
}

std::string_view toString(QualityGrade grade)
{
    switch (grade) {
        case QualityGrade::A:
            return "A";
        case QualityGrade::B:
            return "B";
        case QualityGrade::C:
            return "C";
        case QualityGrade::D:
            return "D";
    }
    return "D";
}

}  // namespace palpate
