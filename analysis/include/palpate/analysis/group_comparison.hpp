#pragma once

#include <string>
#include <vector>

#include "palpate/core/error.hpp"
#include "palpate/core/group_comparison.hpp"

namespace palpate::analysis {

/// One measure of two groups; in pairs where `is_paired`: the same subject at the same place in both.
struct GroupSamples {
    Measure measure;
    std::string first_name;
    std::string second_name;
    std::vector<double> first;
    std::vector<double> second;
    bool is_paired = false;
};

/// docs/metrics.md, "Groups". InvalidArgument names the measure: fewer than 2 values in a group, pairs that
/// do not come out even.
[[nodiscard]] Result<GroupComparison> compareGroups(const GroupSamples& samples);

}  // namespace palpate::analysis
