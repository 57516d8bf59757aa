#pragma once

#include <optional>
#include <string>
#include <vector>

#include "palpate/core/error.hpp"
#include "palpate/core/group_comparison.hpp"
#include "palpate/core/measurement_info.hpp"
#include "palpate/live/refused_measure.hpp"
#include "palpate/live/visit.hpp"

namespace palpate::live {

/// What tells the groups apart.
enum class GroupKey { Phase, Technique, Side };

struct GroupRequest {
    GroupKey by = GroupKey::Phase;
    /// The same subjects in both groups.
    bool is_paired = false;
};

/// The group that a visit is in: "before", "left", a technique's id; empty where its header does not say.
[[nodiscard]] std::string groupOf(const Visit& visit, GroupKey by);

struct GroupTables {
    std::optional<SetUp> setup;
    /// In the order of phases and sides, else by name.
    std::vector<std::string> groups;
    /// Every measure, for each two of the groups.
    std::vector<GroupComparison> comparisons;
    std::vector<RefusedMeasure> refused;
};

/// A subject (client and side; client alone where the side tells the groups apart; a session without a client
/// code for itself) counts once in a group, with the mean of its sessions there. InvalidArgument names the
/// file that does not fit: another mat, set-up or (unless it tells the groups apart) technique, no group, no
/// client code where pairs are asked for; and says so where there are not two groups.
[[nodiscard]] Result<GroupTables> groupTablesOf(const std::vector<Visit>& visits,
                                                const GroupRequest& request);

}  // namespace palpate::live
