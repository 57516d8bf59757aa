#include "palpate/analysis/creases.hpp"

#include <cmath>
#include <vector>

namespace palpate::analysis {

namespace {

constexpr double kInContact = 0.95;
constexpr double kAlike = 0.5;
constexpr double kBesideShare = 0.4;
constexpr int kShortestLine = 8;

struct Line {
    double mean_kpa = 0.0;
    bool is_even = false;
};

/// NaN cells take part in nothing.
template <typename Cells>
Line lineOf(const Cells& cells, double contact_kpa)
{
    double sum = 0.0;
    double squares = 0.0;
    double count = 0.0;
    double loaded = 0.0;
    for (Eigen::Index i = 0; i < cells.size(); ++i) {
        const auto p = static_cast<double>(cells(i));
        if (std::isnan(p)) {
            continue;
        }
        sum += p;
        squares += p * p;
        count += 1.0;
        loaded += p >= contact_kpa ? 1.0 : 0.0;
    }
    if (count < kShortestLine) {
        return {};
    }
    const double mean = sum / count;
    const double variance = squares / count - mean * mean;
    return {.mean_kpa = mean,
            .is_even = loaded >= kInContact * count && variance <= kAlike * kAlike * mean * mean};
}

int countIn(const std::vector<Line>& lines)
{
    int creases = 0;
    for (std::size_t i = 1; i + 1 < lines.size(); ++i) {
        const double limit_kpa = kBesideShare * lines[i].mean_kpa;
        creases += lines[i].is_even && lines[i - 1].mean_kpa < limit_kpa && lines[i + 1].mean_kpa < limit_kpa
                       ? 1
                       : 0;
    }
    return creases;
}

}  // namespace

int countCreases(const CellArray<float>& mean_kpa, Pressure contact)
{
    std::vector<Line> rows;
    for (Eigen::Index row = 0; row < mean_kpa.rows(); ++row) {
        rows.push_back(lineOf(mean_kpa.row(row), contact.kpa));
    }
    std::vector<Line> cols;
    for (Eigen::Index col = 0; col < mean_kpa.cols(); ++col) {
        cols.push_back(lineOf(mean_kpa.col(col), contact.kpa));
    }
    return countIn(rows) + countIn(cols);
}

}  // namespace palpate::analysis
