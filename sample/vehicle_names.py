"""Makes and colours of vehicles."""

from __future__ import annotations

from sample.listing import listed

MAKES = listed(
    """
    Volkswagen_Transporter Ford_Transit Mercedes_Sprinter Volvo_V70 Toyota_Proace Renault_Master Skoda_Octavia
    Citroën_Jumper Peugeot_Boxer Volvo_XC60 Volvo_FH Scania_R450 Volkswagen_Passat Volkswagen_Caddy Opel_Vivaro
    Fiat_Ducato Iveco_Daily BMW_320d Audi_A6 Mercedes_Vito Saab_9-5 Toyota_Hilux Nissan_Navara Kia_Ceed
    Hyundai_i30 Ford_Focus Dacia_Duster Renault_Kangoo Tesla_Model_3 Polestar_2 MAN_TGE Suzuki_Swift Mazda_6
    """
)
COLOURS = listed(
    """
    vit svart grå mörkblå silverfärgad röd vit svart grå vinröd mörkgrön beige brun ljusblå gul orange
    """
)
