#include "groups_csv.hpp"

#include <string_view>

#include "utc_text.hpp"

#include <fmt/format.h>

namespace palpate::cli {

namespace {

/// In quotes where a comma, a quote or a line's end would be misread.
std::string fieldOf(std::string_view text)
{
    if (text.find_first_of(",\"\n\r") == std::string_view::npos) {
        return std::string{text};
    }
    std::string quoted = "\"";
    for (const char letter : text) {
        quoted += letter == '"' ? "\"\"" : std::string(1, letter);
    }
    return quoted + "\"";
}

template <typename Word>
std::string wordOf(const std::optional<Word>& word)
{
    return word ? std::string{toString(*word)} : std::string{};
}

}  // namespace

std::string groupsCsv(const std::vector<live::Visit>& visits, live::GroupKey by)
{
    std::string text =
        "file,session_id,client,side,phase,technique,setup,mat,started_at,group,scope,place,measure,"
        "statistic,"
        "value,unit,at_least\n";
    for (const live::Visit& visit : visits) {
        const MeasurementInfo& info = visit.info;
        const std::string session =
            fmt::format("{},{},{},{},{},{},{},{},{},{}", fieldOf(visit.path.filename().string()),
                        fieldOf(info.session_id), fieldOf(info.client_code), wordOf(info.side),
                        wordOf(info.phase), fieldOf(info.technique), wordOf(info.setup), fieldOf(info.mat_id),
                        info.started_at ? utcText(*info.started_at) : "", fieldOf(live::groupOf(visit, by)));
        for (const SessionValue& value : visit.values) {
            const Measure& measure = value.measure;
            text += fmt::format("{},{},{},{},{},{:.9g},{},{}\n", session, toString(measure.scope),
                                fieldOf(measure.place), fieldOf(shownName(measure, info.setup)),
                                measure.statistic, *value.value, fieldOf(measure.unit), value.is_at_least);
        }
    }
    return text;
}

}  // namespace palpate::cli
