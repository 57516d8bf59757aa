#include "segmented.hpp"

#include "theme.hpp"
#include "wrap_layout.hpp"

namespace palpate::gui {

Segmented::Segmented(const QString& name, const QStringList& titles, QWidget* parent)
    : QFrame(parent), group_(new QButtonGroup(this))
{
    setProperty("surface", "segments");
    setObjectName(name);
    setAccessibleName(name);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    auto* const row = new WrapLayout(metricsFor(font()).small / 2, Qt::AlignLeft);
    setLayout(row);
    for (int i = 0; i < titles.size(); ++i) {
        auto* const button = new QPushButton(titles[i], this);
        button->setObjectName(name + QString::number(i));
        button->setProperty("role", "segment");
        button->setCheckable(true);
        group_->addButton(button, i);
        row->addWidget(button);
    }
    group_->setExclusive(true);
    setCurrent(0);
    connect(group_, &QButtonGroup::idClicked, this, &Segmented::chosen);
}

void Segmented::setCurrent(int index)
{
    if (QAbstractButton* const button = group_->button(index)) {
        button->setChecked(true);
    }
}

}  // namespace palpate::gui
