#include "palpate/core/gap.hpp"

namespace palpate {

std::string_view toString(GapReason reason)
{
    switch (reason) {
        case GapReason::SequenceJump:
            return "sequence_jump";
        case GapReason::QueueFull:
            return "queue_full";
        case GapReason::Disconnected:
            return "disconnected";
        case GapReason::Damaged:
            return "damaged";
    }
    return "sequence_jump";
}

}  // namespace palpate
