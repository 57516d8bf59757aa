#include "regions_model.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "display_text.hpp"

namespace palpate::gui {

namespace {

struct ColumnWords {
    std::string_view metric;
    const char* title;
    std::optional<double> RegionRow::*value;
};

/// Without the first one, the name.
constexpr std::array<ColumnWords, 6> kColumns{
    {{.metric = "force_n", .title = "Force N", .value = &RegionRow::force_n},
     {.metric = "contact_area_cm2", .title = "Area cm²", .value = &RegionRow::contact_area_cm2},
     {.metric = "mean_kpa", .title = "Mean kPa", .value = &RegionRow::mean_kpa},
     {.metric = "peak_kpa", .title = "Peak kPa", .value = &RegionRow::peak_kpa},
     {.metric = "pti_novel_kpa_s", .title = "PTI novel kPa s", .value = &RegionRow::pti_novel_kpa_s},
     {.metric = "pti_true_kpa_s", .title = "PTI true kPa s", .value = &RegionRow::pti_true_kpa_s}}};

std::optional<double> meanOf(const std::optional<MetricSummary>& summary)
{
    return summary.has_value() ? std::optional<double>(summary->mean) : std::nullopt;
}

std::vector<TitledColumn> titledColumns(const QString& name)
{
    std::vector<TitledColumn> columns;
    columns.reserve(kColumns.size() + 1);
    columns.push_back({name});
    for (const ColumnWords& column : kColumns) {
        columns.push_back({QString::fromUtf8(column.title)});
    }
    return columns;
}

}  // namespace

std::vector<RegionRow> regionRowsNow(const std::vector<Region>& regions,
                                     const std::vector<analysis::RegionNow>& now)
{
    std::vector<RegionRow> rows;
    rows.reserve(regions.size());
    for (std::size_t i = 0; i < regions.size(); ++i) {
        RegionRow row;
        row.name = QString::fromStdString(regions[i].name);
        if (now.size() == regions.size()) {
            row.force_n = now[i].force_n;
            row.contact_area_cm2 = now[i].contact_area_cm2;
            row.mean_kpa = now[i].mean_kpa;
            row.peak_kpa = now[i].peak_kpa;
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<RegionRow> regionRowsOver(const std::vector<Region>& regions,
                                      const std::vector<RegionResults>& results)
{
    std::vector<RegionRow> rows;
    rows.reserve(regions.size());
    for (std::size_t i = 0; i < regions.size(); ++i) {
        RegionRow row;
        row.name = QString::fromStdString(regions[i].name);
        if (i < results.size() && results[i].name == regions[i].name) {
            const RegionResults& measured = results[i];
            row.force_n = meanOf(measured.force_n);
            row.contact_area_cm2 = meanOf(measured.contact_area_cm2);
            row.mean_kpa = meanOf(measured.mean_kpa);
            row.peak_kpa =
                measured.peak_kpa.has_value() ? std::optional<double>(measured.peak_kpa->max) : std::nullopt;
            row.pti_novel_kpa_s = measured.pti_novel_kpa_s;
            row.pti_true_kpa_s = measured.pti_true_kpa_s;
            row.is_at_least = measured.is_at_least;
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

RegionsModel::RegionsModel(QObject* parent) : TitledColumnsModel(titledColumns(tr("Region")), parent) {}

void RegionsModel::setRows(std::vector<RegionRow> rows)
{
    if (rows.size() != rows_.size()) {
        beginResetModel();
        rows_ = std::move(rows);
        endResetModel();
        return;
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!(rows_[i] == rows[i])) {
            rows_[i] = std::move(rows[i]);
            lineChanged(static_cast<int>(i));
        }
    }
}

std::string_view RegionsModel::metricOf(int column)
{
    return column == Name ? std::string_view{} : kColumns.at(static_cast<std::size_t>(column) - 1).metric;
}

QString RegionsModel::textOf(const RegionRow& row, int column)
{
    if (column == Name) {
        return row.name;
    }
    const std::optional<double> value = row.*kColumns.at(static_cast<std::size_t>(column) - 1).value;
    const bool is_bounded = row.is_at_least && column != Area && value.has_value();
    return (is_bounded ? QStringLiteral("≥ ") : QString()) + figureText(value);
}

QVariant RegionsModel::cell(int line, int column, int role) const
{
    return role == Qt::DisplayRole ? textOf(rows_.at(static_cast<std::size_t>(line)), column) : QVariant{};
}

}  // namespace palpate::gui
