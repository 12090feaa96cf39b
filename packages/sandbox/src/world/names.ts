import { hash } from './random.ts';

const FIRST =
  'Alder,Amber,Ash,Birch,Bram,Brindle,Cald,Cedar,Cinder,Clover,Copper,Dun,Elder,Elm,Fair,Fen,Flint,Frost,Glen,Grey,Hazel,Heather,Holly,Iron,Juniper,King,Lark,Linden,Maple,Mill,Moor,North,Oak,Pine,Quarry,Raven,Rook,Silver,Thorn,Willow'.split(
    ',',
  );
const SECOND =
  'bank,beck,bourne,bridge,brook,bury,by,combe,croft,dale,den,end,fell,field,firth,ford,gate,glade,grove,ham,haven,hill,hold,holm,hurst,land,leigh,marsh,mere,mont,moss,point,ridge,shaw,stead,stone,thorpe,vale,water,wick'.split(
    ',',
  );

const TRADES: readonly (readonly [string, string])[] = [
  ['Freight', 'Logistics'],
  ['Logistics', 'Logistics'],
  ['Haulage', 'Logistics'],
  ['Parcels', 'Logistics'],
  ['Couriers', 'Logistics'],
  ['Shipping', 'Logistics'],
  ['Cold Chain', 'Logistics'],
  ['Rail', 'Transport'],
  ['Coaches', 'Transport'],
  ['Airways', 'Transport'],
  ['Ferries', 'Transport'],
  ['Mobility', 'Transport'],
  ['Taxis', 'Transport'],
  ['Transit', 'Transport'],
  ['Dental', 'Healthcare'],
  ['Clinics', 'Healthcare'],
  ['Pharmacy', 'Healthcare'],
  ['Optics', 'Healthcare'],
  ['Veterinary', 'Healthcare'],
  ['Diagnostics', 'Healthcare'],
  ['Care Homes', 'Healthcare'],
  ['Energy', 'Energy'],
  ['Solar', 'Energy'],
  ['Wind', 'Energy'],
  ['Grid', 'Energy'],
  ['Heating', 'Energy'],
  ['Water', 'Utilities'],
  ['Waste', 'Utilities'],
  ['Recycling', 'Utilities'],
  ['Schools', 'Education'],
  ['College', 'Education'],
  ['Learning', 'Education'],
  ['Publishing', 'Media'],
  ['Studio', 'Media'],
  ['Radio', 'Media'],
  ['Press', 'Media'],
  ['Foods', 'Food'],
  ['Bakery', 'Food'],
  ['Dairy', 'Food'],
  ['Brewery', 'Food'],
  ['Farms', 'Agriculture'],
  ['Seeds', 'Agriculture'],
  ['Timber', 'Agriculture'],
  ['Fisheries', 'Agriculture'],
  ['Steel', 'Manufacturing'],
  ['Plastics', 'Manufacturing'],
  ['Tools', 'Manufacturing'],
  ['Robotics', 'Manufacturing'],
  ['Textiles', 'Manufacturing'],
  ['Ceramics', 'Manufacturing'],
  ['Packaging', 'Manufacturing'],
  ['Furniture', 'Retail'],
  ['Outfitters', 'Retail'],
  ['Books', 'Retail'],
  ['Toys', 'Retail'],
  ['Garden', 'Retail'],
  ['Builders', 'Construction'],
  ['Roofing', 'Construction'],
  ['Scaffolding', 'Construction'],
  ['Insurance', 'Finance'],
  ['Mutual', 'Finance'],
  ['Leasing', 'Finance'],
  ['Telecom', 'Telecommunications'],
  ['Broadband', 'Telecommunications'],
];

const GIVEN =
  'Anika,Bence,Clara,Davide,Elif,Farid,Greta,Hana,Ivo,Jelena,Kofi,Lena,Marek,Nadia,Oskar,Priya,Quentin,Rosa,Stefan,Tamar,Ulrike,Viktor,Wanda,Xavier,Yara,Zoltan,Amara,Bruno,Celeste,Dmitri,Esther,Felix,Gwen,Hugo,Imani,Jasper,Katya,Leon,Mina,Noor'.split(
    ',',
  );
const FAMILY =
  'Abend,Barlow,Castell,Dray,Ekberg,Fonseca,Garrick,Halloran,Ilves,Jansson,Kaczmarek,Lorentz,Mbeki,Novak,Osei,Pagani,Quist,Rahimi,Sandoval,Thorne,Ustinov,Varga,Whitlock,Xiang,Yilmaz,Zeman,Arkwright,Belmonte,Corrigan,Dufour,Engel,Farkas,Granger,Hoxha,Iversen,Jurado,Keane'.split(
    ',',
  );

const SPACE = FIRST.length * SECOND.length * TRADES.length;
/** Coprime to the space (2^12 · 5^2), so that each index gets a name of its own. */
const STEP = 48_271;

/** An invented firm; distinct indexes below 100,000 never share a name. */
export function firmOf(
  seed: number,
  index: number,
): { name: string; slug: string; industry: string } {
  const at = (index * STEP + (hash(seed, 'names') % SPACE)) % SPACE;
  const [trade, industry] = TRADES[at % TRADES.length];
  const place = Math.floor(at / TRADES.length);
  const word =
    FIRST[place % FIRST.length] + SECOND[Math.floor(place / FIRST.length)];
  return {
    name: `${word} ${trade}`,
    slug: `${word}${trade}`.toLowerCase().replace(/[^a-z]/g, ''),
    industry,
  };
}

/** A person of a firm; ordinals below 1,480 never share a name within it. */
export function personName(
  seed: number,
  index: number,
  ordinal: number,
): string {
  const space = GIVEN.length * FAMILY.length;
  const at = (hash(seed, 'people', index) + ordinal * 41) % space;
  // 40 and 37 have no common divisor, so both remainders name one pair
  const name = `${GIVEN[at % GIVEN.length]} ${FAMILY[at % FAMILY.length]}`;
  const round = Math.floor(ordinal / space);
  return round === 0 ? name : `${name} ${'I'.repeat(round + 1)}`;
}

/** The part before the `@`. */
export function mailbox(name: string): string {
  return name.toLowerCase().replace(/[^a-z]+/g, '.');
}
