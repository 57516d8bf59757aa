#include "coach_columns.hpp"

#include <array>

namespace palpate::session {

namespace {

using Number = std::optional<double>;

template <typename Kind>
std::vector<std::string_view> namesUpTo(Kind last)
{
    std::vector<std::string_view> names;
    for (int i = 0; i <= static_cast<int>(last); ++i) {
        names.push_back(toString(static_cast<Kind>(i)));
    }
    return names;
}

constexpr std::array<std::string_view, 4> kSides{"none", "left", "right", "both"};
constexpr std::string_view kSideText = "left or right; none where the technique has no sides";

std::uint8_t codeOfSide(const std::optional<Side>& side)
{
    return side ? static_cast<std::uint8_t>(static_cast<int>(*side) + 1) : std::uint8_t{0};
}

std::optional<int> metOf(const RuleScore& score)
{
    return score.met ? std::optional{*score.met ? 1 : 0} : std::nullopt;
}

constexpr std::array kSiteColumns{
    ResultColumn<SiteDose>{"start_s", "s", "start of the first contact with this place", "",
                           [](const SiteDose& s) { return Number{s.start_s}; }},
    ResultColumn<SiteDose>{"end_s", "s", "end of the last contact with it", "",
                           [](const SiteDose& s) { return Number{s.end_s}; }},
    ResultColumn<SiteDose>{"held_s", "s", "time in contact between them", "",
                           [](const SiteDose& s) { return Number{s.held_s}; }},
    ResultColumn<SiteDose>{"x_mm", "mm", "place along a row, from the edge of column 0", "",
                           [](const SiteDose& s) { return Number{s.place.x_mm}; }},
    ResultColumn<SiteDose>{"y_mm", "mm", "place along a column, from the edge of row 0", "",
                           [](const SiteDose& s) { return Number{s.place.y_mm}; }},
    ResultColumn<SiteDose>{"side", "", kSideText, "",
                           WordOf<SiteDose>{kSides, [](const SiteDose& s) { return codeOfSide(s.side); }}},
    ResultColumn<SiteDose>{"losses", "1", "how often the contact was lost", "",
                           [](const SiteDose& s) { return static_cast<std::size_t>(s.losses); }},
    ResultColumn<SiteDose>{"percussion_hz", "Hz", "beat of a percussion gun; empty where there was none", "",
                           [](const SiteDose& s) { return s.percussion_hz; }},
};

constexpr std::array kSetColumns{
    ResultColumn<SetDone>{"start_s", "s", "start of the work between two rests", "",
                          [](const SetDone& s) { return Number{s.start_s}; }},
    ResultColumn<SetDone>{"end_s", "s", "its end", "", [](const SetDone& s) { return Number{s.end_s}; }},
    ResultColumn<SetDone>{"worked_s", "s", "time in contact between them", "",
                          [](const SetDone& s) { return Number{s.worked_s}; }},
    ResultColumn<SetDone>{"side", "", kSideText, "",
                          WordOf<SetDone>{kSides, [](const SetDone& s) { return codeOfSide(s.side); }}},
};

}  // namespace

std::span<const ResultColumn<RuleScore>> adherenceColumns()
{
    static const auto rules = namesUpTo(static_cast<RuleKind>(kRuleKinds - 1));
    static const std::array columns{
        ResultColumn<RuleScore>{
            "rule", "", "rule of the technique", "",
            WordOf<RuleScore>{rules, [](const RuleScore& s) { return static_cast<std::uint8_t>(s.rule); }}},
        ResultColumn<RuleScore>{"met", "1", "1 met, 0 not met; missing where it could not be judged", "",
                                metOf},
        ResultColumn<RuleScore>{"value", "1", "what the rule was judged by, in the unit of the row", "",
                                [](const RuleScore& s) { return s.value; }},
        ResultColumn<RuleScore>{"target_min", "1", "least that was asked, in the unit of the row", "",
                                [](const RuleScore& s) { return s.target.min; }},
        ResultColumn<RuleScore>{"target_max", "1", "most that was asked, in the unit of the row", "",
                                [](const RuleScore& s) { return s.target.max; }},
        ResultColumn<RuleScore>{"unit", "", "of value and target", "",
                                [](const RuleScore& s) { return s.unit; }},
        ResultColumn<RuleScore>{"in_band_pct", "%",
                                "part of the time, the strokes or the holds that was within the target", "",
                                [](const RuleScore& s) { return s.in_band_pct; }},
        ResultColumn<RuleScore>{"why", "", "what kept the rule from being met or judged", "",
                                [](const RuleScore& s) { return s.why; }},
    };
    return columns;
}

std::span<const ResultColumn<CoachCue>> cueColumns()
{
    static const auto kinds = namesUpTo(CueKind::AllDone);
    static const std::array columns{
        ResultColumn<CoachCue>{"start_s", "s", "when it came up", "",
                               [](const CoachCue& c) { return Number{c.start_s}; }},
        ResultColumn<CoachCue>{"end_s", "s", "when it went; missing where the session ended before", "",
                               [](const CoachCue& c) { return c.end_s; }},
        ResultColumn<CoachCue>{
            "kind", "", "what the coach said", "",
            WordOf<CoachCue>{kinds, [](const CoachCue& c) { return static_cast<std::uint8_t>(c.kind); }}},
        ResultColumn<CoachCue>{"asked", "1",
                               "what was asked, in the unit of the kind; of hold_on the session time at "
                               "which the hold is long enough",
                               "", [](const CoachCue& c) { return c.asked; }},
        ResultColumn<CoachCue>{"done", "1", "what was done, in the same unit", "",
                               [](const CoachCue& c) { return c.done; }},
        ResultColumn<CoachCue>{"about", "", "the zone, symptom, side or unit that the words name", "",
                               [](const CoachCue& c) { return c.about; }},
        ResultColumn<CoachCue>{"words", "", "its words when it came up", "",
                               [](const CoachCue& c) { return wordsOf(c, c.start_s); }},
    };
    return columns;
}

std::span<const ResultColumn<SiteDose>> siteColumns()
{
    return kSiteColumns;
}

std::span<const ResultColumn<SetDone>> setColumns()
{
    return kSetColumns;
}

}  // namespace palpate::session
