#include "trend_choice.hpp"

#include <algorithm>
#include <optional>

#include <QStringList>

#include "setup_words.hpp"

namespace palpate::gui {

namespace {

struct Group {
    const SessionChoice* first;
    TrendChoice choice;
};

bool isOfTrends(const SessionChoice& session)
{
    return session.info && !session.info->client_code.empty() && session.info->started_at;
}

bool isTreatment(const SessionChoice& session)
{
    return session.info->phase == Phase::During;
}

bool areAlike(const MeasurementInfo& a, const MeasurementInfo& b)
{
    return a.client_code == b.client_code && a.mat_id == b.mat_id && a.setup == b.setup &&
           a.technique == b.technique && a.side == b.side;
}

std::vector<Group> groupsOf(const std::vector<SessionChoice>& sessions)
{
    std::vector<Group> groups;
    groups.reserve(sessions.size());
    for (const SessionChoice& session : sessions) {
        if (!isOfTrends(session) || isTreatment(session)) {
            continue;
        }
        auto group = std::find_if(groups.begin(), groups.end(), [&session](const Group& other) {
            return areAlike(*other.first->info, *session.info);
        });
        if (group == groups.end()) {
            groups.push_back({.first = &session, .choice = {}});
            group = groups.end() - 1;
            group->choice.client = clientText(session);
        }
        group->choice.files.push_back(session.path);
        ++group->choice.visits;
    }
    return groups;
}

}  // namespace

std::vector<TrendChoice> trendChoices(const std::vector<SessionChoice>& sessions)
{
    std::vector<TrendChoice> choices;
    std::vector<Group> groups = groupsOf(sessions);
    choices.reserve(groups.size());
    for (Group& group : groups) {
        for (const SessionChoice& session : sessions) {
            if (isOfTrends(session) && isTreatment(session) &&
                session.info->client_code == group.first->info->client_code) {
                group.choice.files.push_back(session.path);
            }
        }
        QStringList parts{group.choice.client};
        const QString technique = techniqueText(*group.first);
        if (!technique.isEmpty()) {
            parts << technique;
        }
        if (group.first->info->setup) {
            parts << setUpTitle(*group.first->info->setup);
        }
        parts << (group.choice.visits == 1 ? QStringLiteral("1 recording")
                                           : QStringLiteral("%1 recordings").arg(group.choice.visits));
        group.choice.title = parts.join(QStringLiteral(" · "));
        choices.push_back(std::move(group.choice));
    }
    return choices;
}

int bestTrendChoice(const std::vector<TrendChoice>& choices, const std::filesystem::path& session)
{
    const auto index_of = [&choices](auto found) {
        return found != choices.end() ? static_cast<int>(found - choices.begin()) : -1;
    };
    const int holding =
        index_of(std::find_if(choices.begin(), choices.end(), [&session](const TrendChoice& choice) {
            return std::find(choice.files.begin(), choice.files.end(), session) != choice.files.end();
        }));
    if (holding >= 0) {
        return holding;
    }
    const int repeated = index_of(std::find_if(choices.begin(), choices.end(),
                                               [](const TrendChoice& choice) { return choice.visits >= 2; }));
    return repeated >= 0 || choices.empty() ? repeated : 0;
}

}  // namespace palpate::gui
