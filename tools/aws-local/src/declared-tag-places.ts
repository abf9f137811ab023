import { Declarations } from "./declarations/declarations.ts";
import { type TagPlaces, tagPlaces } from "./declarations/tag-places.ts";

/**
 * Where each type of the installed @pulumi/aws has tags: the map of what is taggable, derived from its declarations.
 *
 * @param cacheFolder where what was read is kept; made when first needed
 * @returns for a type such as `aws:ec2/vpc:Vpc` its places; `undefined` for a type that is not declared
 */
export function declaredTagPlaces(cacheFolder: string): (type: string) => TagPlaces | undefined {
  const declarations = new Declarations(cacheFolder);
  return (type) => {
    const declaration = declarations.get(type);
    return declaration && tagPlaces(declaration);
  };
}
