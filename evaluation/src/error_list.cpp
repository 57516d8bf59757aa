#include "error_list.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace palpate::evaluation {

void ErrorList::add(const std::vector<double>& errors)
{
    for (const double error : errors) {
        sizes_.push_back(std::abs(error));
        sum_ += error;
    }
}

std::optional<double> ErrorList::quantile(double share) const
{
    if (sizes_.empty()) {
        return std::nullopt;
    }
    std::vector<double> sorted = sizes_;
    std::sort(sorted.begin(), sorted.end());
    const double place = share * static_cast<double>(sorted.size() - 1);
    return sorted[static_cast<std::size_t>(std::lround(place))];
}

std::optional<double> ErrorList::mean() const
{
    return sizes_.empty() ? std::nullopt : std::optional{sum_ / static_cast<double>(sizes_.size())};
}

std::optional<double> ErrorList::shareWithin(double bound) const
{
    if (sizes_.empty()) {
        return std::nullopt;
    }
    const auto within =
        std::count_if(sizes_.begin(), sizes_.end(), [bound](double size) { return size <= bound; });
    return static_cast<double>(within) / static_cast<double>(sizes_.size());
}

}  // namespace palpate::evaluation
