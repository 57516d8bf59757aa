#include "setup_words.hpp"

namespace palpate::gui {

SetUpWords setUpWords(std::optional<SetUp> setup)
{
    if (!setup.has_value()) {
        return {.force = QStringLiteral("Force on the mat"),
                .area = QStringLiteral("Area on the mat"),
                .peak = QStringLiteral("Peak on the mat"),
                .area_and_peak_hidden = {}};
    }
    switch (*setup) {
        case SetUp::ToolOnMat:
            return {.force = QStringLiteral("Force, with the tool's weight"),
                    .area = QStringLiteral("Area under the tool"),
                    .peak = QStringLiteral("Peak under the tool"),
                    .area_and_peak_hidden = {}};
        case SetUp::PressedFromAbove:
            return {.force = QStringLiteral("Support force"),
                    .area = QStringLiteral("Contact area"),
                    .peak = QStringLiteral("Peak"),
                    .area_and_peak_hidden = QStringLiteral(
                        "Not shown: under the client the mat does not feel the hand's pressure.")};
        case SetUp::MatBetween:
            break;
    }
    return {.force = QStringLiteral("Force"),
            .area = QStringLiteral("Contact area"),
            .peak = QStringLiteral("Peak"),
            .area_and_peak_hidden = {}};
}

const std::vector<SetUpChoice>& setUpChoices()
{
    static const std::vector<SetUpChoice> choices{
        {.setup = SetUp::ToolOnMat,
         .title = QStringLiteral("Tool on the mat"),
         .meaning = QStringLiteral("Ball or roller lies on the mat. True: force, place, time, speed.")},
        {.setup = SetUp::MatBetween,
         .title = QStringLiteral("Mat in between"),
         .meaning = QStringLiteral("Mat between body and tool, hand or floor. True: pressure, area, force.")},
        {.setup = SetUp::PressedFromAbove,
         .title = QStringLiteral("Pressed from above"),
         .meaning = QStringLiteral("Client lies on the mat, a hand presses. True: change of force, place.")},
    };
    return choices;
}

QString setUpTitle(std::optional<SetUp> setup)
{
    for (const SetUpChoice& choice : setUpChoices()) {
        if (setup == choice.setup) {
            return choice.title;
        }
    }
    return QStringLiteral("Set-up not given");
}

}  // namespace palpate::gui
