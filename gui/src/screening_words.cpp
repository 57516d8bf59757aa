#include "screening_words.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <QObject>

#include "display_text.hpp"

namespace palpate::gui {

namespace {

using Reason = std::pair<std::string_view, const char*>;

constexpr std::array kReasons{
    Reason{"open-wound", "Pressing keeps a wound from healing and carries germs into it."},
    Reason{"fracture", "Pressing can shift a broken bone. It has to be seen and healed first."},
    Reason{"clot", "Pressing can loosen a blood clot. A doctor has to look at the limb first."},
    Reason{"bone-infection", "Pressing can spread an infection. It has to be treated first."},
    Reason{"inflammation", "Pressing makes an acute inflammation worse. Wait until it has gone down."},
    Reason{"myositis-ossificans", "Pressing there can make more bone grow in the muscle."},
    Reason{"osteoporosis",
           "Brittle bones may break under a hard tool: a soft tool, little weight, not on the ribs."},
    Reason{"anticoagulant", "Bruises come easily: little pressure, and look at the skin afterwards."},
    Reason{"reduced-sensation",
           "Pain does not warn where less is felt: little pressure, and stay with the client."},
    Reason{"vascular-disease", "Ask the doctor; little pressure, and get up slowly afterwards."},
    Reason{"pregnancy", "Not on the belly or the lower back; ask the midwife or doctor."},
    Reason{"recent-surgery", "Not near the scar until the surgeon allows it."},
    Reason{"implant", "Not on the implant or the device."},
    Reason{"cancer-site", "Not on that place; ask the doctor."},
    Reason{"hypermobility", "Not into the end of a joint's movement; little pressure near joints."},
};

}  // namespace

QString screeningReason(std::string_view question_id)
{
    const auto* const found =
        std::find_if(kReasons.begin(), kReasons.end(),
                     [question_id](const Reason& reason) { return reason.first == question_id; });
    return found == kReasons.end() ? QObject::tr("Ask a doctor first.") : QObject::tr(found->second);
}

}  // namespace palpate::gui
