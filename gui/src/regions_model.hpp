#pragma once

#include <optional>
#include <vector>

#include "palpate/analysis/region_meter.hpp"
#include "palpate/core/measurement_info.hpp"
#include "palpate/core/results.hpp"

#include "titled_columns_model.hpp"

namespace palpate::gui {

/// The numbers of one region, under the names of docs/metrics.md.
struct RegionRow {
    QString name;
    std::optional<double> force_n;
    std::optional<double> contact_area_cm2;
    std::optional<double> mean_kpa;
    std::optional<double> peak_kpa;
    std::optional<double> pti_novel_kpa_s;
    std::optional<double> pti_true_kpa_s;
    /// A cell was at the ceiling: all but the area is "at least".
    bool is_at_least = false;
    bool operator==(const RegionRow&) const = default;
};

/// At this moment. What is not measured yet has no numbers.
[[nodiscard]] std::vector<RegionRow> regionRowsNow(const std::vector<Region>& regions,
                                                   const std::vector<analysis::RegionNow>& now);

/// Over the session: force, area and mean as means over time, the highest peak, the integrals. Numbers of
/// regions that were drawn since are not known yet.
[[nodiscard]] std::vector<RegionRow> regionRowsOver(const std::vector<Region>& regions,
                                                    const std::vector<RegionResults>& results);

/// The regions as a table for the screen; the unit stands in the heading.
class RegionsModel final : public TitledColumnsModel {
    Q_OBJECT

  public:
    enum Column { Name, ForceColumn, Area, Mean, Peak, PtiNovel, PtiTrue, ColumnCount };

    explicit RegionsModel(QObject* parent = nullptr);

    /// Changes only what differs.
    void setRows(std::vector<RegionRow> rows);
    [[nodiscard]] const std::vector<RegionRow>& rows() const { return rows_; }

    /// The name in docs/metrics.md of what the column shows; empty for the region's own name.
    [[nodiscard]] static std::string_view metricOf(int column);

  protected:
    [[nodiscard]] int lineCount() const override { return static_cast<int>(rows_.size()); }
    [[nodiscard]] QVariant cell(int line, int column, int role) const override;

  private:
    [[nodiscard]] static QString textOf(const RegionRow& row, int column);

    std::vector<RegionRow> rows_;
};

}  // namespace palpate::gui
