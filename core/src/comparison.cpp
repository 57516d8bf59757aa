#include "palpate/core/comparison.hpp"

namespace palpate {

std::string_view toString(Hindrance hindrance)
{
    switch (hindrance) {
        case Hindrance::Mat:
            return "mat";
        case Hindrance::SetUp:
            return "setup";
        case Hindrance::Technique:
            return "technique";
        case Hindrance::Side:
            return "side";
        case Hindrance::Client:
            return "client";
        case Hindrance::Calibration:
            return "calibration";
        case Hindrance::Quality:
            return "quality";
        case Hindrance::Saturation:
            return "saturation";
        case Hindrance::SettleTime:
            return "settle_time";
        case Hindrance::MatDrift:
            return "mat_drift";
        case Hindrance::Order:
            return "order";
        case Hindrance::Placement:
            return "placement";
    }
    return "";
}

std::string_view toString(Verdict verdict)
{
    switch (verdict) {
        case Verdict::ClearChange:
            return "clear change";
        case Verdict::WithinError:
            return "within error";
        case Verdict::NotComparable:
            return "not comparable";
    }
    return "";
}

std::string_view toString(SpotFate fate)
{
    switch (fate) {
        case SpotFate::Persists:
            return "persists";
        case SpotFate::Eased:
            return "eased";
        case SpotFate::Gone:
            return "gone";
        case SpotFate::New:
            return "new";
    }
    return "";
}

}  // namespace palpate
