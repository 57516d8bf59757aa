#pragma once

#include <optional>
#include <vector>

namespace palpate::evaluation {

/// Errors of one quantity over many scenes; quantiles are of their sizes.
class ErrorList {
  public:
    void add(const std::vector<double>& errors);
    [[nodiscard]] std::size_t size() const { return sizes_.size(); }
    /// `share` 0.5 = median; empty without errors.
    [[nodiscard]] std::optional<double> quantile(double share) const;
    [[nodiscard]] std::optional<double> mean() const;
    /// Share of the errors that are at most `bound` in size.
    [[nodiscard]] std::optional<double> shareWithin(double bound) const;

  private:
    std::vector<double> sizes_;
    double sum_ = 0.0;
};

}  // namespace palpate::evaluation
