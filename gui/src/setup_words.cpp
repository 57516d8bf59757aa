#include "setup_words.hpp"

#include <array>
#include <utility>

#include "palpate/core/setup_rules.hpp"

#include "display_text.hpp"

namespace palpate::gui {

namespace {

constexpr std::string_view kUnderTool = "under_tool_";
constexpr std::string_view kSupport = "support_";

QString plainTitle(std::string_view name)
{
    static constexpr std::array<std::pair<std::string_view, const char*>, 10> kTitles{
        {{"force_n", "Force"},
         {"mean_n", "Force"},
         {"contact_area_cm2", "Contact area"},
         {"area_cm2", "Area"},
         {"mean_kpa", "Mean"},
         {"peak_kpa", "Peak"},
         {"ppt_kpa", "Threshold"},
         {"ppt_n", "Threshold"},
         {"pti_novel_kpa_s", "PTI novel"},
         {"pti_true_kpa_s", "PTI true"}}};
    for (const auto& entry : kTitles) {
        if (name == entry.first) {
            return QString::fromUtf8(entry.second);
        }
    }
    return fromUtf8(name);
}

/// "Contact area" to "contact area", and "PTI novel" as it is.
QString inASentence(const QString& title)
{
    const bool is_abbreviation = title.size() > 1 && title[1].isUpper();
    return is_abbreviation ? title : title.left(1).toLower() + title.mid(1);
}

}  // namespace

std::optional<QString> titleInSetUp(std::string_view name, std::optional<SetUp> setup)
{
    const std::optional<std::string> shown = nameInSetUp(name, setup);
    if (!shown.has_value()) {
        return std::nullopt;
    }
    // Where it is not the contact with the skin, it is just the area.
    const bool is_renamed = *shown != name;
    const QString title = plainTitle(is_renamed && name == "contact_area_cm2" ? "area_cm2" : name);
    if (shown->starts_with(kUnderTool)) {
        return title + QStringLiteral(" under the tool");
    }
    if (shown->starts_with(kSupport)) {
        return QStringLiteral("Support ") + inASentence(title);
    }
    return title;
}

QString whereFelt(std::optional<SetUp> setup)
{
    if (setup == SetUp::ToolOnMat) {
        return QStringLiteral("under the tool");
    }
    return setup == SetUp::PressedFromAbove ? QStringLiteral("under the client") : QString();
}

const std::vector<SetUp>& setUpChoices()
{
    static const std::vector<SetUp> choices{SetUp::ToolOnMat, SetUp::MatBetween, SetUp::PressedFromAbove};
    return choices;
}

QString setUpTitle(std::optional<SetUp> setup)
{
    if (!setup.has_value()) {
        return QStringLiteral("Set-up not given");
    }
    switch (*setup) {
        case SetUp::ToolOnMat:
            return QStringLiteral("Tool on the mat");
        case SetUp::MatBetween:
            return QStringLiteral("Mat in between");
        case SetUp::PressedFromAbove:
            return QStringLiteral("Pressed from above");
    }
    return {};
}

}  // namespace palpate::gui
